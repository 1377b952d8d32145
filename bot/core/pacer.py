"""Says when the next message may go, so that no sliding window at the platform ever holds too many; never waits."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rest:
    """How often one channel may be written to: `burst` messages at once, then one every `seconds`."""

    seconds: float
    burst: int = 1


class Pacer:
    """The pace of one platform: at most `per_second` messages in any second. Times are monotonic seconds.

    A grid a little slower than the limit, with up to `slack` seconds of catching up (a strict grid loses four per
    cent to late wake-ups), and never a message sooner than `WINDOW` after the one `per_second` places before it (a
    grid alone bunches up at the server). Both numbers were found by measuring against a true sliding window.
    """

    WINDOW = 1.015

    def __init__(self, per_second: int, *, slack: float = 0.05) -> None:
        self._step = self.WINDOW / per_second
        self._slack = slack
        self._next = 0.0
        self._paused_until = 0.0
        self._booked: deque[float] = deque(maxlen=per_second)

    def free(self, now: float, horizon: float) -> int:
        """Return how many messages could be booked to go within `horizon` seconds."""
        first = self._earliest(now)
        return 0 if first > now + horizon else 1 + int((now + horizon - first) / self._step)

    def book(self, now: float) -> float:
        """Take the next place; return the time at which its message may go."""
        at = self._earliest(now)
        self._next = max(self._next, at - self._slack) + self._step
        self._booked.append(at)
        return at

    def pause(self, until: float) -> None:
        """Let nothing go before `until`; places already booked are not taken back."""
        self._paused_until = max(self._paused_until, until)

    def _earliest(self, now: float) -> float:
        full = len(self._booked) == self._booked.maxlen
        window = self._booked[0] + self.WINDOW if full else 0.0
        return max(now, self._next, window, self._paused_until)

"""The nouns of pace: how fast a platform and a channel may be written to. The store counts, by its server's clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.delivery import Lane, Platform
from bot.core.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.delivery import Kind


@dataclass(frozen=True, slots=True)
class Rest:
    """How often one channel may be written to: `burst` messages at once, then one every `seconds`."""

    seconds: float
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages a second over all channels of a platform.

    `paying` names the levels whose alerts are sent at `paid_per_second` instead (Telegram: 0.1 Star each).
    """

    per_second: int
    paid_per_second: int = 1000
    paying: frozenset[Level] = frozenset()

    @property
    def paying_lanes(self) -> frozenset[Lane]:
        """Return the lanes whose first sendings pay."""
        lanes = {Level.BREAKING: Lane.BREAKING, Level.NORMAL: Lane.NORMAL}
        return frozenset(lane for level, lane in lanes.items() if level in self.paying)


class Stamps:
    """When this process sent its last messages: one more goes no sooner than `WINDOW` after the `limit`-th before it.

    The store's places alone are kept only as well as the event loop wakes up: late ones would bunch at the server.
    Times are monotonic seconds.
    """

    WINDOW = 1.015

    def __init__(self, limit: int) -> None:
        self._stamps: deque[float] = deque(maxlen=limit)

    def wait(self, now: float) -> float:
        """Return the seconds until one more may go; 0.0 for at once."""
        is_full = len(self._stamps) == self._stamps.maxlen
        return max(0.0, self._stamps[0] + self.WINDOW - now) if is_full else 0.0

    def add(self, now: float) -> None:
        """Note that one goes now."""
        self._stamps.append(now)


@dataclass(frozen=True, slots=True)
class Pace:
    """Every limit: the rate of each platform, the rest of each kind of channel there."""

    rates: Mapping[Platform, Rate]
    rests: Mapping[tuple[Platform, Kind], Rest] = field(default_factory=dict)

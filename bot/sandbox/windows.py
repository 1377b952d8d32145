"""A true sliding window: no more than so many in any stretch of so many seconds."""

from __future__ import annotations

from collections import deque


class Window:
    """Admits at most `limit` events in any `seconds`; times are any monotonic seconds, given by the caller."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._admitted: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Return the seconds until one more would be admitted: 0.0 for at once."""
        while self._admitted and self._admitted[0] <= now - self.seconds:
            self._admitted.popleft()
        if len(self._admitted) < self.limit:
            return 0.0
        return self._admitted[0] + self.seconds - now

    def admit(self, now: float) -> None:
        """Count one event."""
        self._admitted.append(now)

    def left(self, now: float) -> int:
        """Return how many more would be admitted now."""
        self.wait(now)
        return max(0, self.limit - len(self._admitted))

    def empty_in(self, now: float) -> float:
        """Return the seconds until nothing is counted any more, when the whole limit is free again."""
        return max(0.0, self._admitted[-1] + self.seconds - now) if self._admitted else 0.0

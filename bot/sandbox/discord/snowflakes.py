"""Makes Discord's ids: milliseconds since 2015 in the upper bits, always growing."""

from __future__ import annotations

import time
from datetime import UTC, datetime

_EPOCH_MS = 1_420_070_400_000  # the first second of 2015, from Discord's reference


class Snowflakes:
    """Ids that grow, also across a restart once those already used were shown to `saw`."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """Return a new id."""
        made = (int(time.time() * 1000) - _EPOCH_MS) << 22
        self._last = max(made, self._last + 1)
        return str(self._last)

    def saw(self, snowflake: str) -> None:
        """Make every later id greater than this one."""
        self._last = max(self._last, int(snowflake))


def now() -> str:
    """Return the present moment as Discord writes it: ISO 8601 with microseconds and an offset."""
    return datetime.now(UTC).isoformat(timespec="microseconds")

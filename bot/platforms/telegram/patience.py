"""How long to wait before a call that failed is made again."""

from __future__ import annotations

import random

from bot.core.errors import PlatformError, Throttled


class Patience:
    """Pauses that double from `first` to `longest` seconds, spread by chance, until something works again."""

    def __init__(self, *, first: float = 0.5, longest: float = 30.0) -> None:
        self._first = first
        self._longest = longest
        self.failures = 0

    def after(self, failure: PlatformError) -> float:
        """Count the failure and return the seconds to wait; a throttled call waits as long as it was told."""
        self.failures += 1
        if isinstance(failure, Throttled):
            return failure.pause
        doubled = self._first * 2.0 ** min(self.failures - 1, 16)
        return min(self._longest, doubled) * random.uniform(0.5, 1.0)

    def reset(self) -> None:
        """Begin anew: it worked."""
        self.failures = 0

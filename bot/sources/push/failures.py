"""How often an address may fail to sign; says it, and never waits."""

from __future__ import annotations

from collections import OrderedDict, deque


class Failures:
    """How often an address may fail to sign: `most` times in `window` seconds.

    Of more than `addresses` addresses the one that was quiet longest is forgotten, which bounds the memory.
    """

    def __init__(self, most: int = 20, window: float = 60.0, addresses: int = 1_000) -> None:
        self._most = most
        self._window = window
        self._addresses = addresses
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._failures)

    def add(self, address: str, now: float) -> float:
        """Count one more at `now`, in seconds; return for how long the address may not fail again, 0.0 if it may."""
        failures = self._failures.setdefault(address, deque(maxlen=self._most))
        self._failures.move_to_end(address)
        if len(self._failures) > self._addresses:
            self._failures.popitem(last=False)
        if len(failures) == self._most and (wait := failures[0] + self._window - now) > 0:
            return wait
        failures.append(now)
        return 0.0

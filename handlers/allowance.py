"""How many questions one reader may ask in a while; says it, and never waits."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, auto


class Verdict(Enum):
    """What an allowance says to one more question."""

    GRANTED = auto()
    WARNED = auto()
    IGNORED = auto()


@dataclass(slots=True)
class _Bucket:
    """One reader's tokens as they were at `stamp`."""

    tokens: float
    stamp: float
    is_warned: bool = False


class Allowance:
    """A token bucket for each reader: `burst` questions at once, refilled over `seconds`.

    The first question too many is `WARNED`, those after it `IGNORED` until the bucket has been full again, so a
    reader who keeps flooding is told once. Of more than `readers` readers the one longest quiet is forgotten, which
    bounds the memory.
    """

    def __init__(self, burst: int = 10, seconds: float = 10.0, readers: int = 10_000) -> None:
        self._burst = float(burst)
        self._rate = burst / seconds
        self._readers = readers
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, reader: str, now: float) -> Verdict:
        """Say what becomes of the reader's question at `now`, in seconds."""
        bucket = self._refilled(reader, now)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict.GRANTED
        verdict = Verdict.IGNORED if bucket.is_warned else Verdict.WARNED
        bucket.is_warned = True
        return verdict

    def _refilled(self, reader: str, now: float) -> _Bucket:
        """Return the reader's bucket as it is at `now`, as the last to be forgotten."""
        bucket = self._buckets.setdefault(reader, _Bucket(self._burst, now))
        self._buckets.move_to_end(reader)
        if len(self._buckets) > self._readers:
            self._buckets.popitem(last=False)
        # A wall clock may be set back: no time has passed then.
        bucket.tokens = min(self._burst, bucket.tokens + max(0.0, now - bucket.stamp) * self._rate)
        bucket.stamp = now
        bucket.is_warned = bucket.is_warned and bucket.tokens < self._burst
        return bucket

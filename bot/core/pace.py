"""The nouns of pace: how fast a platform and a channel may be written to. The store counts, by its server's clock."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.core.delivery import Lane, Platform
from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.delivery import Kind


@dataclass(frozen=True, slots=True)
class Rest:
    """How often one channel may be written to: `burst` messages at once, then one every `seconds`."""

    seconds: float
    burst: int = 1

    @property
    def in_milliseconds(self) -> tuple[int, int]:
        """Return both as the store counts them."""
        return int(self.seconds * 1000), self.burst


NO_REST = Rest(0.0)


@dataclass(frozen=True)
class Rate:
    """Messages a second over all channels of a platform.

    `paying` names the levels whose alerts are sent at `paid_per_second` instead (Telegram: 0.1 Star each).
    """

    per_second: int
    paid_per_second: int = 1000
    paying: frozenset[Level] = frozenset()

    def stamps(self) -> Mapping[Lane, Stamps]:
        """Return one process's account of what it sent, by lane: those that pay share one, the others another."""
        free, paid = Stamps(self.per_second), Stamps(self.paid_per_second)
        return {lane: paid if lane in self.paying_lanes else free for lane in Lane}

    @cached_property
    def paying_lanes(self) -> frozenset[Lane]:
        """Return the lanes whose first sendings pay."""
        lanes = {Level.BREAKING: Lane.BREAKING, Level.NORMAL: Lane.NORMAL}
        return frozenset(lane for level, lane in lanes.items() if level in self.paying)


@dataclass(slots=True)
class Stamp:
    """When a message was sent and when its answer came; 0.0 where none has come."""

    sent: float
    answered: float = 0.0


class Stamps:
    """What this process sent last: one more goes no sooner than `WINDOW` after the `limit`-th before it was counted.

    The store's places alone are kept only as well as the event loop wakes up and the network carries: late ones would
    bunch at the server. By as much as an answer took longer than the quickest, its message may have been counted later
    than it was sent. `DRIFT` is how fast the quickest is forgotten, so that a way that became longer is no lateness.
    Times are monotonic seconds.
    """

    WINDOW = 1.015
    DRIFT = 0.001

    def __init__(self, limit: int) -> None:
        self._stamps: deque[Stamp] = deque(maxlen=limit)
        self._quickest = math.inf

    def wait(self, now: float) -> float:
        """Return the seconds until one more may go; 0.0 for at once."""
        if len(self._stamps) < (self._stamps.maxlen or 0):
            return 0.0
        first = self._stamps[0]
        return max(0.0, max(first.sent, first.answered - self._quickest) + self.WINDOW - now)

    def add(self, now: float) -> Stamp:
        """Note that one goes now; return its stamp."""
        stamp = Stamp(now)
        self._stamps.append(stamp)
        return stamp

    def answered(self, stamp: Stamp, now: float) -> None:
        """Note that the answer came now."""
        stamp.answered, took = now, now - stamp.sent
        longer = took - self._quickest
        self._quickest = took if longer < 0 else self._quickest + longer * self.DRIFT


@dataclass(frozen=True, slots=True)
class Pace:
    """Every limit: the rate of each platform, the rest of each kind of channel there."""

    rates: Mapping[Platform, Rate]
    rests: Mapping[tuple[Platform, Kind], Rest] = field(default_factory=dict)

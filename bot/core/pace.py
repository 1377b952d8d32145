"""The nouns of pace: how fast a platform and a channel may be written to. The store counts, by its server's clock."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Pace:
    """Every limit: the rate of each platform, the rest of each kind of channel there."""

    rates: Mapping[Platform, Rate]
    rests: Mapping[tuple[Platform, Kind], Rest] = field(default_factory=dict)

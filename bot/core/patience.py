"""How long what was seen waits before readers see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.post import Level

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0  # seconds between two questions for a page


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for a post's page to be there, by level, and for the saves that follow a correction."""

    page: Mapping[Level, float] = field(default_factory=dict)
    correction: float = 0.0


IMPATIENT = Patience()


def pause_before_asking(asked: int) -> float:
    """Return the seconds until a page is asked for again after so many tries: longer each time, up to five."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 1.5 ** min(asked, 10))

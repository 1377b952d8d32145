"""Counts and summaries over time stamps and samples, without a clock of their own."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def most_in_a_second(stamps: Sequence[float]) -> int:
    """Return the largest number of stamps in any half-open window of one second."""
    ordered, first, most = sorted(stamps), 0, 0
    for last, at in enumerate(ordered):
        while ordered[first] <= at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def by_second(stamps: Sequence[float], start: float) -> list[int]:
    """Return how many stamps fall into each second since `start`, up to the last that has one; none may be earlier."""
    counts = [0] * (int(max(stamps) - start) + 1 if stamps else 0)
    for at in stamps:
        counts[int(at - start)] += 1
    return counts


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the smallest sample that `share` (0..1) of all do not exceed: one that was measured, nothing between."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(samples: Sequence[float]) -> float:
    """Return the middle of the samples."""
    return statistics.median(samples)

"""Broadcasts of ours beside those of the plain ways, a line of the table for each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.broadcast import trouble
from benchmarks.results import Line, Reading, Target
from benchmarks.wording import RATIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.broadcast import Broadcast


@dataclass(frozen=True, slots=True)
class Comparison:
    """The runs of each way."""

    ours: Sequence[Broadcast]
    plain: Mapping[str, Sequence[Broadcast]]

    def line(
        self, what: str, unit: str, figure: Callable[[Broadcast], float], target: Target | None = None
    ) -> Line:  # fmt: skip
        """Return the line of one figure."""
        theirs = {way: _reading(runs, figure) for way, runs in self.plain.items()}
        return Line(what, unit, _reading(self.ours, figure), target, theirs)

    def over_bound(self, rate: int, limit: float) -> Line:
        """Return the line of the time over the least that the rate allows, with what went wrong."""
        theirs = {way: _noted(runs, rate) for way, runs in self.plain.items()}
        what = f"time over the bound N/{rate:,}"
        return Line(what, RATIO, _noted(self.ours, rate), Target("≤", limit), theirs)

    def most_in_a_second(self, rate: int) -> Line:
        """Return the line of the largest second at the server."""
        return self.line("most requests in any second", "", lambda one: one.largest, Target("≤", rate))

    def refused(self) -> Line:
        """Return the line of the refusals."""
        return self.line("refused (429)", "", lambda one: len(one.refused), Target("≤", 0))

    def lost(self) -> Line:
        """Return the line of those who got nothing."""
        return self.line("chats that got nothing", "", lambda one: one.lost, Target("≤", 0))

    def cost(self, target: Target | None = None) -> Line:
        """Return the line of the CPU."""
        return self.line("CPU of the process per delivery", "ms", lambda one: one.cost, target)

    def store_cost(self) -> Line:
        """Return the line of the store's server's CPU, which the plain ways do not have."""
        readings = _reading(self.ours, lambda one: one.store_cost)
        return Line("CPU of the store’s server per delivery", "ms", readings)


def _reading(runs: Sequence[Broadcast], figure: Callable[[Broadcast], float]) -> Reading:
    return Reading.of(*(figure(one) for one in runs))


def _noted(runs: Sequence[Broadcast], rate: int) -> Reading:
    note = trouble(runs[0]) if len(runs) == 1 else ""  # of several, the lines below tell
    return Reading.of(*(one.over_bound(rate) for one in runs), note=note)

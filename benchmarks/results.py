"""What was measured, as it stands in the table and in the JSON file."""

from __future__ import annotations

import dataclasses
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from benchmarks.counting import median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure: the median of `runs` runs and their extremes; `note` says what a number cannot."""

    value: float
    low: float
    high: float
    runs: int = 1
    note: str = ""

    @classmethod
    def of(cls, *values: float, note: str = "") -> Self:
        """Return the reading of one or more runs."""
        return cls(median(values), min(values), max(values), len(values), note)


_SENSES = {"<": operator.lt, "≤": operator.le, "≥": operator.ge}


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is aimed at: to be `<`, `≤` or `≥` the limit."""

    sense: str
    limit: float

    def is_met(self, reading: Reading) -> bool:
        """Return whether the reading's median keeps the target."""
        return bool(_SENSES[self.sense](reading.value, self.limit))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, its target, our reading and those of the plain ways."""

    what: str
    unit: str
    ours: Reading
    target: Target | None = None
    plain: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Strip:
    """A broadcast over time for the picture: messages taken and refused in each second."""

    way: str
    accepted: Sequence[int]
    refused: Sequence[int]
    seconds: float
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One subject: its lines, and under which circumstances they were measured (`load` is that of the last minute)."""

    name: str
    title: str
    lines: Sequence[Line]
    strips: Sequence[Strip] = ()
    at: str = ""
    load: float = 0.0
    seconds: float = 0.0
    quick: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the row as JSON has it, with whether each target was met."""
        row = dataclasses.asdict(self)
        for line, written in zip(self.lines, row["lines"], strict=True):
            written["met"] = line.target.is_met(line.ours) if line.target else None
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Return the row that `to_json` wrote."""
        fields = {name: row[name] for name in ("name", "title", "at", "load", "seconds", "quick")}
        strips = [Strip(**one) for one in row["strips"]]
        return cls(lines=[_line(one) for one in row["lines"]], strips=strips, **fields)


def _line(written: Mapping[str, Any]) -> Line:
    return Line(
        what=written["what"],
        unit=written["unit"],
        ours=Reading(**written["ours"]),
        target=Target(**written["target"]) if written["target"] else None,
        plain={way: Reading(**one) for way, one in written["plain"].items()},
    )

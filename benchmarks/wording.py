"""Figures in words: how a reading, a target and a unit are written in the table and in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.results import Line, Reading, Target

RATIO = "×"  # a figure that is so many times another


def number(value: float, unit: str) -> str:
    """Return the value without its unit: a ratio with three decimals, anything else with three meaningful digits."""
    size = abs(value)
    if value == int(value) or size >= 100:
        return f"{value:,.0f}"
    if unit == RATIO:
        return f"{value:.3f}" if size < 2 else f"{value:.1f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def reading(one: Reading, unit: str) -> str:
    """Return the median, its spread where there were more runs, and the note."""
    words = number(one.value, unit)
    if one.runs > 1 and one.high > one.low:
        words += f" ({number(one.low, unit)} to {number(one.high, unit)})"
    if unit:
        words += unit if unit == RATIO else f" {unit}"
    return f"{words}, {one.note}" if one.note else words


def target(one: Target | None, unit: str) -> str:
    """Return what is aimed at."""
    if one is None:
        return ""
    suffix = unit if unit in {"", RATIO} else f" {unit}"
    return f"{one.sense} {one.limit:g}{suffix}"


def verdict(line: Line) -> str:
    """Return a mark for whether our reading keeps the target, nothing where there is none."""
    if line.target is None:
        return ""
    return "✓" if line.target.is_met(line.ours) else "✗"

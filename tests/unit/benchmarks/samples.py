"""A row as it might be measured."""

from __future__ import annotations

from benchmarks.results import Line, Reading, Row, Strip, Target

LIBRARY = "a & b <library>"


def a_row(name: str = "free", *, value: float = 1.016, quick: bool = False) -> Row:
    """Return a row of three lines and two strips."""
    lines = [
        Line("time", "×", Reading.of(value, 1.01, 1.03), Target("≤", 1.02), {LIBRARY: Reading.of(1.31, note="9 lost")}),
        Line("CPU", "ms", Reading.of(0.54)),
        Line("refused", "", Reading.of(0), Target("≤", 0), {LIBRARY: Reading.of(1234)}),
    ]
    strips = [Strip("Sokbo", [30, 30], [], 2.0, 0), Strip(LIBRARY, [30, 21], [40, 0, 9], 2.9, 9)]
    return Row(name=name, title="One alert", lines=lines, strips=strips, at="2026-11-20T00:00:00+00:00", quick=quick)

"""What a person reads of a measurement, and what a program does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rich.console import Console

from benchmarks import wording
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.table import for_terminal, in_markdown
from tests.unit.benchmarks.samples import LIBRARY, a_row


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1.0164, "×", "1.016"),
        (7.71, "×", "7.7"),
        (0.5432, "ms", "0.54"),
        (16.44, "ms", "16.4"),
        (14400.0, "ms", "14,400"),
        (1234, "", "1,234"),
        (0, "", "0"),
    ],
)
def test_number(value: float, unit: str, words: str) -> None:
    """A figure has as many digits as mean something: a ratio near one needs three decimals."""
    assert wording.number(value, unit) == words


def test_spread() -> None:
    """Several runs show their median and their extremes, one run shows only itself."""
    assert wording.reading(Reading.of(1.0, 4.0, 2.5), "ms") == "2.50 (1 to 4) ms"
    assert wording.reading(Reading.of(2.5, note="3 lost"), "ms") == "2.50 ms, 3 lost"
    assert wording.reading(Reading.of(2, 2), "") == "2"


@pytest.mark.parametrize(
    ("sense", "limit", "value", "mark"),
    [("≤", 30, 30, "✓"), ("<", 30, 30, "✗"), ("≥", 8, 7.9, "✗"), ("≥", 8, 8, "✓"), ("<", 300, 120, "✓")],
)
def test_verdict(sense: str, limit: float, value: float, mark: str) -> None:
    """A target is kept or missed at its very limit as its sign says."""
    line = Line("it", "", Reading.of(value), Target(sense, limit))
    assert wording.verdict(line) == mark
    assert wording.verdict(replace(line, target=None)) == ""


def test_terminal() -> None:
    """The table shows each line with its target, ours with a mark, and every plain way by name."""
    shown = _shown(a_row())
    assert "≤ 1.02×" in shown
    assert "✓ 1.016 (1.010 to 1.030)×" in shown
    assert f"{LIBRARY}: 1.310×, 9 lost" in shown


def _shown(row: Row) -> str:
    console = Console(width=140)
    with console.capture() as captured:
        console.print(for_terminal([row]))
    return captured.get()


def test_missed() -> None:
    """A target that is missed is marked as missed."""
    assert "✗ 1.030" in _shown(a_row(value=1.2))


def test_markdown() -> None:
    """The document's table has as many cells in every line, and the command that measures each row."""
    lines = in_markdown([a_row(), a_row("paid")]).splitlines()
    assert {line.count("|") for line in lines} == {6}
    assert "`make bench ONLY=paid`" in lines[6]


def test_json() -> None:
    """What is kept as JSON comes back as it was, and says of each target whether it was kept."""
    written = json.loads(json.dumps(a_row(quick=True).to_json()))
    assert [line["met"] for line in written["lines"]] == [True, None, True]
    assert Row.from_json(written).to_json() == written

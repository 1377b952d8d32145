"""A table fits the terminal whatever stands in it, and nothing that is needed is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, Group

from bot.core.phrases.tables import Advice
from bot.operator.tables.cells import brief, moment, number, words
from bot.operator.tables.layout import NARROWEST, laid_out
from bot.operator.tables.table import Cell, Column, Kind, Row, Table, Tone

COLUMNS = (
    Column("Post", Kind.KEY),
    Column("State"),
    Column("Failed", Kind.NUMBER),
    Column("Why"),
    Column("Title", Kind.TITLE),
)
COMMAND = "python -m bot uncertain resend CHANNEL POST"
POST = "9dae4245f08f0d89"
ODD = [
    "e\u0301" * 30,
    "👨‍👩‍👧‍👦 🇰🇷 ☎️",
    "עברית وعربي",
    "z\u0335\u0321\u0336" * 20,
    "\x1b[2J\u202e\t\n",
    "[red]",
    "x" * 300,
]
texts = st.one_of(st.text(max_size=80), st.sampled_from(ODD))
rows = st.tuples(texts, st.integers(0, 10**6), texts, texts)


def shown(table: Table, width: int) -> list[str]:
    """Return the lines of the table in a terminal of that width, which has no colours."""
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(Group(*laid_out(table, console)))
    return [line.rstrip() for line in captured.get().splitlines()]


def a_table(*told: tuple[str, int, str, str], advice: Advice | None = None) -> Table:
    """Return a table of state, count, reason and title."""
    made = [
        Row((words(POST), words(state), number(count), words(why), words(title), words("https://newsdao.kr/")), {})
        for state, count, why, title in told
    ]
    return Table(COLUMNS, made, "The same in all rows:", advice=advice)


@given(told=st.lists(rows, min_size=1, max_size=4), width=st.integers(NARROWEST, 200))
@settings(deadline=None)
def test_fits(told: list[tuple[str, int, str, str]], width: int) -> None:
    """No line is wider than the terminal, whatever the texts are, and ids and commands can be copied."""
    lines = shown(a_table(*told, advice=Advice("Decide.", (COMMAND,))), width)
    assert max(map(cell_len, lines)) <= width
    assert sum(line.startswith(POST) for line in lines) == len(told)
    assert lines[-3:] == ["", "Decide.", f"  {COMMAND}"]


def test_beside() -> None:
    """Columns stand below their headings: text on the left, numbers on the right, Hangul two columns wide."""
    assert shown(a_table(("보류", 7, "왜", "제목"), ("ok", 1200, "many", "Title")), 80) == [
        "POST              STATE  FAILED  WHY   TITLE",
        "9dae4245f08f0d89  보류        7  왜    제목",
        "9dae4245f08f0d89  ok      1,200  many  Title",
    ]


def test_title() -> None:
    """Only the title gives way to what is wider than it, down to twelve syllables; a column of nothing is left out."""
    table = a_table(("held", 7, "the reason is wider than the title", "가" * 40), ("ok", 8, "", "나"))
    assert shown(table, 93) == [
        "POST              STATE  FAILED  WHY                                 TITLE",
        f"9dae4245f08f0d89  held        7  the reason is wider than the title  {'가' * 11} …",
        "9dae4245f08f0d89  ok          8                                      나",
    ]
    assert "TITLE" not in shown(table, 92)[0]
    assert "WHY" not in shown(a_table(("ok", 7, "", "나")), 93)[0]


def test_alike() -> None:
    """Where room is short, what all rows have in common is said once below, if there is room for all else then."""
    told = [("held", 0, "12 posts within 10 minutes", f"광장이 열립니다 {number}") for number in "12"]
    assert shown(a_table(*told), 60) == [
        "POST              TITLE",
        "9dae4245f08f0d89  광장이 열립니다 1",
        "9dae4245f08f0d89  광장이 열립니다 2",
        "",
        "The same in all rows:",
        "  State: held  Failed: 0  Why: 12 posts within 10 minutes",
    ]


def test_below() -> None:
    """What has no room beside stands below: the title first and cut, a reason whole; no 0 is named."""
    told = [
        ("held", 0, "a reason that is so long that it goes on", "광장이 " * 20),
        ("published, at last", 3, "", "짧다"),
    ]
    assert shown(a_table(*told), NARROWEST) == [
        "POST              STATE               FAILED",
        "9dae4245f08f0d89  held                     0",
        "  광장이 광장이 광장이 광장이 광장이 광장이 광 …",
        "  Why: a reason that is so long that it goes on",
        "9dae4245f08f0d89  published, at last       3",
        "  짧다",
    ]


def test_facts() -> None:
    """What is no list has its names in a column, and goes on below itself."""
    facts = [Row((words("Roles"), words("watch, listen, " * 3)), {}), Row((words("최신"), words("제목")), {})]
    assert shown(Table((), facts), 36) == [
        "Roles  watch, listen, watch, listen,",
        "       watch, listen,",
        "최신   제목",
    ]


NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("days", "form"), [(-100, "%m-%d %H:%M"), (100, "%m-%d %H:%M"), (-200, "%Y-%m-%d")])
def test_moment(days: int, form: str) -> None:
    """A time that is near is told to the minute, another by its day; programs get it to the second, with its zone."""
    at = NOW + timedelta(days=days)
    assert brief(at, NOW) == f"{at.astimezone():{form}}"
    assert len(brief(at, NOW)) <= 11
    assert datetime.fromisoformat(moment(at).plain) == at


def test_never() -> None:
    """A time that never was is a word to people and nothing to programs."""
    assert moment(None, never="never") == Cell("never", "", Tone.SOFT)

"""A table fits the terminal whatever stands in it, and nothing that is needed is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.core.phrases.tables import Advice
from bot.operator.tables.cells import brief, moment, number, words
from bot.operator.tables.layout import NARROWEST, laid_out, listed
from bot.operator.tables.plain import tabbed
from bot.operator.tables.table import Cell, Column, Fact, Facts, Kind, Row, Table, Tone
from bot.operator.tables.widths import cut, width_of

COLUMNS = (
    Column("Post", Kind.KEY),
    Column("State"),
    Column("Failed", Kind.NUMBER),
    Column("Why", Kind.TEXT),
    Column("Title", Kind.TITLE),
    Column("Link", Kind.LINK),
)
ADVICE = Advice("Decide about them.", ("python -m bot held release POST",))
POST = "9dae4245f08f0d89"
ODD = [
    "가나다 라마바사",
    "e\u0301" * 30,
    "👨‍👩‍👧‍👦 🇰🇷 ☎️",
    "עברית وعربي",
    "z\u0335\u0321\u0336" * 20,
    "\x1b[2J\u202e\t\n",
    "x" * 300,
]
texts = st.one_of(st.text(max_size=80), st.sampled_from(ODD))
rows = st.tuples(texts, st.integers(0, 10**6), texts, texts)


def as_it_is(text: str, _: Tone) -> str:
    """Return the text without a colour."""
    return text


def a_table(told: list[tuple[str, int, str, str]]) -> Table:
    """Return a table of state, count, reason and title."""
    made = [
        Row((words(POST), words(state), number(count), words(why), words(title), words("https://newsdao.kr/")), {})
        for state, count, why, title in told
    ]
    return Table(COLUMNS, made, "The same in all rows:", after=ADVICE)


def laid(told: list[tuple[str, int, str, str]], width: int) -> list[str]:
    """Return the lines of such a table, without what comes next."""
    return laid_out(a_table(told), width, as_it_is)[: -len(("", ADVICE.sentence, *ADVICE.commands))]


@given(told=st.lists(rows, min_size=1, max_size=4), width=st.integers(1, 200))
@settings(deadline=None)
def test_fits(told: list[tuple[str, int, str, str]], width: int) -> None:
    """No line is wider than the terminal, whatever the texts are, and each post can be copied."""
    lines = laid(told, max(width, NARROWEST))
    assert max(map(cell_len, lines)) <= max(width, NARROWEST)
    assert "\n".join(lines).count(POST) == len(told)


@given(told=st.lists(rows, max_size=4))
@settings(deadline=None)
def test_tabs(told: list[tuple[str, int, str, str]]) -> None:
    """For programs each row is one line with as many tabs as any other, whatever the texts are."""
    lines = tabbed(a_table(told).rows)
    assert [line.count("\t") for line in lines] == [len(COLUMNS) - 1] * len(told)
    assert not any(len(line.splitlines()) > 1 for line in lines)


@given(text=st.one_of(texts), limit=st.integers(1, 100))
def test_cut(text: str, limit: int) -> None:
    """A title is as it is where it fits, else it is its beginning with an ellipsis, no wider than its column."""
    title = words(text).shown
    shown = cut(title, limit)
    assert width_of(shown) <= limit
    assert shown == title or shown.endswith("…")


def test_beside() -> None:
    """Columns stand below their headings: text on the left, numbers on the right, Hangul two columns wide."""
    lines = laid([("보류", 7, "왜", "제목"), ("ok", 1200, "many", "Title")], 80)
    assert lines == [
        "POST              STATE  FAILED  WHY   TITLE",
        "9dae4245f08f0d89  보류        7  왜    제목",
        "9dae4245f08f0d89  ok      1,200  many  Title",
    ]


def test_alike() -> None:
    """Where room is short, what all rows have in common makes room first, the widest of it; it is said once below."""
    told = [("held", 0, "12 posts within 10 minutes", f"광장이 열립니다 {number}") for number in "12"]
    assert laid(told, 60) == [
        "POST              STATE  FAILED  TITLE",
        "9dae4245f08f0d89  held        0  광장이 열립니다 1",
        "9dae4245f08f0d89  held        0  광장이 열립니다 2",
        "",
        "The same in all rows: Why 12 posts within 10 minutes",
    ]


def test_below() -> None:
    """What is long stands below where there is no room beside, a title first and cut, a reason whole; no 0 is named."""
    told = [("held", 0, "a reason that is long", "광장이 " * 20), ("published, at last", 3, "", "짧다")]
    assert laid(told, 40) == [
        "POST              STATE",
        "9dae4245f08f0d89  held",
        "  광장이 광장이 광장이 광장이 광장이…",
        "  Why: a reason that is long",
        "9dae4245f08f0d89  published, at last",
        "  Failed 3",
        "  짧다",
    ]


def test_two_titles() -> None:
    """Of two titles the shorter one keeps what it needs, and leaves the rest to the other."""
    columns = (Column("Post", Kind.KEY), Column("Name", Kind.TITLE), Column("Title", Kind.TITLE))
    row = Row((words("1"), words("지민"), words("아주 긴 제목입니다 " * 9)), {})
    head, line = laid_out(Table(columns, [row], ""), 60, as_it_is)
    assert head == "POST  NAME  TITLE"
    assert line.startswith("1     지민  아주 긴")
    assert 55 < cell_len(line) <= 60


def test_facts() -> None:
    """What is no list has its names in a column, and goes on below itself."""
    facts = [Fact(Column("Roles", Kind.TEXT), "roles", words("watch, listen, " * 3), {})]
    facts += [Fact(Column("최신", Kind.TITLE), "newest", words("제목 " * 30), {})]
    assert listed(Facts(facts), 36, as_it_is) == [
        "Roles  watch, listen, watch, listen,",
        "       watch, listen,",
        "최신   제목 제목 제목 제목 제목…",
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

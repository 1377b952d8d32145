"""How a typed line is read."""

from __future__ import annotations

import pytest

from handlers.commands import help as help_screen
from handlers.commands import latest, subscribe
from handlers.typed import LONGEST, bind, composed, fold, split


@pytest.mark.parametrize(
    ("text", "word", "words", "is_slashed"),
    [
        ("/latest 3 News", "latest", ("3", "News"), True),
        ("  LATEST\n 3 ", "latest", ("3",), False),
        ("/최신 3", "최신", ("3",), True),
        ("／ｌａｔｅｓｔ", "latest", (), True),
        ("\u1100\u116e\u1103\u1169\u11a8", "구독", (), False),
        ("\u200e/latest\u200b", "latest", (), True),
        ("", "", (), False),
        ("/", "", (), True),
    ],
)
def test_split(text: str, word: str, words: tuple[str, ...], *, is_slashed: bool) -> None:
    """The first word is read without its slash, case, width, decomposition and invisible characters."""
    line = split(text)
    assert (line.word, line.words, line.is_slashed) == (word, words, is_slashed)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("", {}),
        ("3", {"count": "3"}),
        ("３", {"count": "3"}),
        ("News", {"category": "News"}),
        ("3 News", {"count": "3", "category": "News"}),
        ("News 3", {"count": "3", "category": "News"}),
        ("3개", {"count": "3"}),
        ("경제 3건", {"count": "3", "category": "경제"}),
        ("차 없는 거리 3", {"count": "3", "category": "차 없는 거리"}),
        ("월드컵 2026", {"category": "월드컵 2026"}),
        ("3 4", {"count": "3", "category": "4"}),
        ("-3", {"category": "-3"}),
    ],
)
def test_bind(text: str, arguments: dict[str, str]) -> None:
    """A count stands first or last, and what is left is one category of any number of words."""
    assert bind(latest.COMMAND, text.split()) == (arguments, [])


def test_count_is_for_numbers() -> None:
    """A command without a number takes digits as part of its category."""
    assert bind(subscribe.COMMAND, ["코로나", "19"]) == ({"category": "코로나 19"}, [])


def test_surplus() -> None:
    """Words that no parameter takes are given back."""
    assert bind(help_screen.COMMAND, ["r-24", "now"]) == ({}, ["r-24", "now"])


def test_fold_and_clean() -> None:
    """Names are compared without case and width, and shown without characters that turn or hide text."""
    assert fold("  Ｎｅｗｓ \t 속보 ") == "news 속보"
    assert composed("\u202egnp.exe\u2069 \x00 뉴스") == "gnp.exe 뉴스"


def test_long_line() -> None:
    """Only the beginning of an endless line is looked at."""
    line = split("/latest " + "가 " * 100_000)
    assert len(line.word) + len(" ".join(line.words)) < LONGEST

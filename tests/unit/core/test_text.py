"""What becomes of text before readers see it: cleaned, and cut as they would cut it."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.text.plain import ELLIPSIS, clean, cut, fitting, units
from tests.unit.alerts import texts

_GRAPHEME = regex.compile(r"\X")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("  두 줄\r\n제목\t입니다 \u3000", "두 줄 제목 입니다"),
        ("\u1112\u1161\u11ab글", "한글"),
        ("a\u202eb\u200bc\x00d\ufeff\u00ade", "abcde"),
        ("\u3164\u2800\u115f", ""),
        ("\ud800", ""),
    ],
)
def test_clean(written: str, seen: str) -> None:
    """Text comes out on one line, composed, without what cannot be seen."""
    assert clean(written) == seen


@pytest.mark.parametrize(
    "emoji",
    ["👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "👩🏽‍🚀", "🇰🇷", "1️⃣", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"],
)
def test_emoji(emoji: str) -> None:
    """An emoji made of several stays whole, and a joiner that joins no emoji goes."""
    assert clean(f"가\u200d{emoji}\u200d나") == f"가{emoji}나"


def test_zalgo() -> None:
    """Of thousands of marks on one letter a few stay."""
    assert len(clean("a" + "\u0316" * 5_000)) == 7


@given(texts)
@settings(max_examples=100)
def test_clean_is_clean(text: str) -> None:
    """Whatever was written, nothing invisible, uncomposed or unencodable is left, and no second line."""
    seen = clean(text)
    assert unicodedata.is_normalized("NFC", seen)
    assert not regex.search(r"[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\ufeff]", seen)
    assert " ".join(seen.split()) == seen
    assert seen.encode().decode() == seen


@given(texts, st.integers(1, 300))
@settings(max_examples=150)
def test_cut_fits(text: str, limit: int) -> None:
    """What was cut fits, begins as the whole does, and never ends inside a grapheme."""
    whole = clean(text)
    short = cut(whole, limit)
    assert units(short) <= limit
    if short != whole:
        beginning = short.removesuffix(ELLIPSIS)
        assert whole.startswith(beginning)
        assert len(beginning) in _ends(whole)


def _ends(text: str) -> set[int]:
    """Return where a text may end: after each grapheme, and anywhere in one that is too long to be read."""
    graphemes = list(_GRAPHEME.finditer(text))
    inside = (set(range(*found.span())) for found in graphemes if len(found.group()) > 32)
    return {0}.union((found.end() for found in graphemes), *inside)


def test_cut_emoji() -> None:
    """An emoji that does not fit as a whole is left out as a whole."""
    assert cut("가나👩‍👩‍👧‍👦다", 8) == "가나…"
    assert cut("🇰🇷🇰🇷🇰🇷", 10) == "🇰🇷🇰🇷…"


def test_cut_words() -> None:
    """Text ends with a whole word where that costs little, and inside one where it would cost much."""
    assert cut("시청 앞 광장이 주말마다 차 없는 거리로", 16) == "시청 앞 광장이 주말마다 차…"
    assert cut("시청 앞 광장이 주말마다", 12) == "시청 앞 광장이…"
    assert cut("가 " + "나" * 50, 20) == "가 " + "나" * 17 + "…"


def test_cut_dangling() -> None:
    """Punctuation that led on to what is gone goes with it."""
    assert cut("오늘의 소식: 내일은 비가 옵니다", 9) == "오늘의 소식…"


def test_cut_whole() -> None:
    """Text that fits to the last unit is left alone."""
    assert cut("가나다", 3) == "가나다"
    assert cut("👍👍", 4) == "👍👍"
    assert cut("", 0) == ""


def test_cut_endless() -> None:
    """A single grapheme longer than the limit is broken rather than lost."""
    assert units(cut("👩\u200d" * 5_000, 100)) > 60


def test_cut_measure() -> None:
    """The limit is counted as the caller counts."""
    assert cut("&&&&", 11, lambda text: len(text) + 4 * text.count("&")) == "&&…"


def test_million() -> None:
    """A million characters of the worst kinds are cleaned and cut within a test's patience."""
    for unit in ("가나 ", "a\u0301\u0316", "👩\u200d", "🇰", "🏴", "\u1100", "👍🏽", " ", "\u202e", "<"):
        assert units(cut(clean(unit * (1_000_000 // len(unit))), 300)) <= 300


def test_fitting() -> None:
    """Lines are left out whole, and an ellipsis says so."""
    assert fitting(["가나다", "라마바", "사아자"], lambda line: len(line) / 8) == ["가나다", "라마바", "…"]
    assert fitting(["가나다"], lambda line: len(line) / 8) == ["가나다"]

"""What a reader searches for, and where it is in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text.hits import hits, snippet
from bot.core.text.terms import LONGEST, MOST, Term, terms_of

TITLE = "시청 앞 광장, 주말마다 차 없는 거리로! AI반도체와 K-pop"


def marked(text: str, words: str) -> list[str]:
    """Return the parts of the text that the words match."""
    return [text[begin:end] for begin, end in hits(text, terms_of(words))]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("서울 버스", (Term(("서울",)), Term(("버스",)))),
        ('"차 없는 거리"', (Term(("차", "없는", "거리")),)),
        ("“차 없는” 「거리」", (Term(("차", "없는")), Term(("거리",)))),
        ("AI반도체 k-pop 3.1절", (Term(("ai", "반도체")), Term(("k", "pop")), Term(("3", "1", "절")))),
        ("서울시장은", (Term(("서울시장은",), "서울시장"),)),
        ("삼성전자에서는", (Term(("삼성전자에서는",), "삼성전자"),)),
        ("버스로 서울로 광장으로", (Term(("버스로",), "버스"), Term(("서울로",), "서울"), Term(("광장으로",), "광장"))),
        ("가을 마을 버스을 광장는", tuple(Term((word,)) for word in ("가을", "마을", "버스을", "광장는"))),
        ("버스 버스 BUS bus", (Term(("버스",)), Term(("bus",)))),
    ],
)
def test_terms(words: str, terms: tuple[Term, ...]) -> None:
    """Words and phrases are read as they are meant; a particle that fits its word is known as one."""
    assert terms_of(words) == terms


@pytest.mark.parametrize("words", ["", " ", '"', '"""', "!?…", "🎉👩‍👩‍👧", "\0", "* ^ : - ( )", "\u0336" * 50, "「」"])
def test_nothing(words: str) -> None:
    """Where there is no letter or digit, nothing is searched for."""
    assert terms_of(words) == ()
    assert hits(TITLE, ()) == []


def test_bounded() -> None:
    """Of a question without end the beginning is looked at."""
    assert len(terms_of(" ".join(f"낱말{number}" for number in range(100)))) == MOST
    (term,) = terms_of("가" * 1_000_000)
    assert len(term.runs[0]) == LONGEST


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("광장", ["광장"]),
        ("광장에서 거리를", ["광장", "거리"]),
        ('"없는 거리"', ["없는 거리"]),
        ("차없는", []),
        ("ai반도체", ["AI반도체"]),
        ("K-POP", ["K-pop"]),
        ("op", []),
        ("말마 주말", ["주말마"]),
    ],
)
def test_hits(words: str, found: list[str]) -> None:
    """The hits are what a reader sees of the words, whatever particle either has."""
    assert marked(TITLE, words) == found


def test_stem() -> None:
    """Without its particle a word is found with any other and with none, but not as the beginning of another word."""
    assert marked("고양시 고양이 고양에서 고양", "고양이") == ["고양이", "고양", "고양"]


def test_decomposed() -> None:
    """A text in another encoding is marked by whole characters of its own."""
    text = unicodedata.normalize("NFD", "서울시장이 카페에서")
    assert marked(text, "서울 카페") == [unicodedata.normalize("NFD", word) for word in ("서울", "카페")]


@given(st.data())
def test_any_part(data: st.DataObject) -> None:
    """Any part of a Korean text of two syllables or more is found in it."""
    text = data.draw(st.text(alphabet="가나다각난서울은는이을 ,", min_size=2, max_size=30))
    begin = data.draw(st.integers(0, len(text) - 2))
    part = text[begin : data.draw(st.integers(begin + 2, len(text)))]
    if part.replace(",", " ").strip():
        assert hits(text, terms_of(f'"{part}"'))


def test_snippet() -> None:
    """A snippet is the text around the first hit, by whole words; nothing where there is none."""
    text = "이번 주말부터 " * 30 + "광장을 지나는 버스는 " + "옆 길로 돌아갑니다 " * 30
    around = snippet(text, terms_of("광장"), 60)
    assert len(around) <= 60
    assert around.startswith(("…이번", "…주말부터"))
    assert "광장을 지나는 버스는" in around
    assert around.endswith("…")
    assert snippet(text, terms_of("돌고래"), 60) == ""
    assert snippet("광장을 지나는 버스", terms_of("버스"), 60) == "광장을 지나는 버스"


@given(st.text(max_size=80), st.text(max_size=20))
def test_rubbish(text: str, words: str) -> None:
    """Whatever is asked of whatever text, hits lie in it, in order, and a snippet keeps its length."""
    spans = hits(text, terms_of(words))
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert [end for _, end in spans] == sorted(end for _, end in spans)
    assert len(snippet(text, terms_of(words), 30)) <= 30

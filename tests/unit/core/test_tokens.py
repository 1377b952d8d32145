"""Texts as they are searched, and their tokens."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text.tokens import BORDER, search_form, search_form_with_places, tokens


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＡＢＣ　１２", "abc 12"),
        ("STRASSE Straße", "strasse strasse"),
        ("Café CAFE\u0301", "cafe cafe"),
        (unicodedata.normalize("NFD", "속보 서울"), "속보 서울"),
        ("Z\u0336\u0318a\u0336lgo", "zalgo"),
        ("ｶﾞｽ", "ガス"),
        ("", ""),
    ],
)
def test_search_form(written: str, read: str) -> None:
    """Case, width, accents and encoding make no difference."""
    assert search_form(written) == read


def test_tokens() -> None:
    """A Korean run is its pairs and its last syllable, any other one token, and between two texts there is a border."""
    assert tokens(["서울시장은 AI반도체 2026년", "차"]) == (
        f"서울 울시 시장 장은 은 ai 반도 도체 체 2026 년 {BORDER} 차 {BORDER}"
    )


@given(st.text(max_size=50))
def test_tokens_are_words(text: str) -> None:
    """Whatever is written, what the index keeps can be no syntax: what is ASCII in it is letters and digits."""
    for token in tokens([text]).split(" ")[:-1]:
        assert token == BORDER or token.isalnum() or not token.isascii()


@given(st.text(max_size=50))
def test_places(text: str) -> None:
    """Each character knows its place in the text, and the last place is its end."""
    seen, places = search_form_with_places(text)
    assert len(places) == len(seen) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)

"""Keywords as readers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text.keywords import LONGEST, Keywords, is_usable, keywords_in


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("금리, 환율, -부동산", Keywords(("금리", "환율"), ("부동산",))),
        ("금리、환율；ＡＩ\n–  부동산", Keywords(("금리", "환율", "ai"), ("부동산",))),
        ("기준 금리,기준  금리, 기준\u00a0금리", Keywords(("기준 금리",))),
        ("“금리”, -'부동산'", Keywords(("금리",), ("부동산",))),
        ("핵, 株, a, !, -", Keywords(("핵", "株"), (), ("a", "!", "-"))),
        ("🚨, 🇰🇷, -🇺🇸", Keywords(("🚨", "🇰🇷"), ("🇺🇸",))),
        ("", Keywords()),
        (" , ;", Keywords()),
        ("코로나-19", Keywords(("코로나-19",))),
    ],
)
def test_list(text: str, keywords: Keywords) -> None:
    """A list has words between commas or lines, a hyphen before those to be left out, each word once and folded."""
    assert keywords_in(text) == keywords


def test_length() -> None:
    """A word has forty graphemes at most, however many code points those have, and is no pile of marks."""
    assert is_usable("👨‍👩‍👧" * 20)
    assert is_usable("가" * LONGEST)
    assert not is_usable("가" * (LONGEST + 1))
    assert not is_usable("가나" + "\u0301" * 500)


@given(st.text(max_size=400))
def test_rubbish(text: str) -> None:
    """Whatever is typed gives folded words of a bounded length."""
    found = keywords_in(text)
    for word in (*found.added, *found.excluded):
        assert is_usable(word)
        assert word == word.casefold()

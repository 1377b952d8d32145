"""Text as Telegram's HTML, judged by its own parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.text.links import safe_link
from bot.core.text.plain import clean
from bot.platforms.telegram.markup import escape, hashtag, link, shown
from tests.tdlib import Entity, found, parse
from tests.unit.alerts import texts


@given(texts)
@settings(max_examples=150)
def test_escape(text: str) -> None:
    """Whatever was written reads back as it was, and marks nothing up."""
    whole = clean(text)
    assert parse(escape(whole)) == (whole, [])


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("자세한 것은 https://a.kr/x_y.html에서", "https://a.kr/x_y.html"),
        ("(https://a.kr/?a=1&b=2).", "https://a.kr/?a=1&b=2"),
        ("HTTPS://a.kr/!", "HTTPS://a.kr/"),
    ],
)
def test_address(written: str, url: str) -> None:
    """An address in a text is a link to just that, without the particle or full stop behind it."""
    text, entities = parse(shown(written))
    assert text == written
    assert entities == [Entity("TextUrl", url, safe_link(url))]


@pytest.mark.parametrize("written", ["@user", "(@user)", ".@user_1", "가 @gif"])
def test_mention(written: str) -> None:
    """A @name reads the same and calls nobody."""
    text, _ = parse(shown(written))
    assert found(text) == []
    assert clean(text) == written


@pytest.mark.parametrize(
    ("category", "tag"),
    [
        ("News", "#News"),
        ("정부-대책", "#정부_대책"),
        ("K-pop & 드라마", "#K_pop_드라마"),
        ("2024", ""),
        ("🙂", ""),
        ("<b>", "#b"),
    ],
)
def test_hashtag(category: str, tag: str) -> None:
    """A category is one hashtag as Telegram finds them, or none where it has no letter."""
    assert hashtag(category) == tag
    assert [entity.words for entity in found(tag)] == [tag] * bool(tag)


@given(st.from_regex(r"https?://[a-z0-9가-힣.:@-]{1,20}(/[!-~가-힣 ]{0,20})?", fullmatch=True))
@settings(max_examples=150)
def test_link(url: str) -> None:
    """An address we take for a link is one for Telegram, which would drop another without a word."""
    _, entities = parse(link("제목", url))
    assert [entity.kind for entity in entities] == ["TextUrl"] * bool(safe_link(url))

"""Text as Discord's Markdown: it shows as itself and calls nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.core.text.plain import clean, units
from bot.platforms.discord.markup import escape, escaped, escaped_length, link
from tests.unit.alerts import texts
from tests.unit.platforms.discord.reading import read


@given(texts)
@settings(max_examples=150)
def test_escape(text: str) -> None:
    """Whatever was written reads back as it was; the length after escaping was foreseen."""
    whole = clean(text)
    assert read(escape(whole)).words == whole
    assert read(escape(whole)).calls == []
    assert units(escape(whole)) <= escaped_length(whole)


@pytest.mark.parametrize(
    "written",
    ["# 제목", "-# 작게", "- 하나", "* 하나", "+ 하나", "1. 하나", "> 말", ">>> 말", "||비밀||", "~~~", "---"],
)
def test_line(written: str) -> None:
    """What begins a line stays text."""
    assert read(escape(written)).words == written
    assert read(escape(written)).kinds == {"paragraph_open", "paragraph_close"}


@pytest.mark.parametrize(
    "written", ["@everyone", "@here", "<@1>", "<@&1>", "<#1>", "<:a:1>", "<t:1:R>", "</help:1>", "<id:guide>"]
)
def test_call(written: str) -> None:
    """Nothing that Discord acts upon survives, not even for its server, which does not mind backslashes."""
    assert read(written).calls != []
    assert read(escape(written)).calls == []
    assert read(escape(written)).words == written


def test_address() -> None:
    """An address in a text is text: a reader sees it, and nothing is unfolded from it."""
    assert "s://" not in escape("https://a.kr/x")


@given(texts)
@settings(max_examples=100)
def test_escaped(text: str) -> None:
    """Text is cut before it is escaped, so that it fits after."""
    whole = clean(text)
    short = escaped(whole, 100)
    assert units(short) <= 100
    assert whole.startswith(read(short).words.removesuffix("…"))


@pytest.mark.parametrize("url", ["javascript:x", "/x", "https://bank.kr@evil.kr/", "http://localhost/"])
def test_unsafe_link(url: str) -> None:
    """Words whose address is none to trust stay words."""
    assert link("제목", url) == "제목"


def test_link() -> None:
    """A link ends where its address does, whatever stands in it."""
    reading = read(link("제목", "https://a.kr/(x)_*<b>"))
    assert (reading.words, reading.links) == ("제목", ["https://a.kr/%28x%29_*%3Cb%3E"])

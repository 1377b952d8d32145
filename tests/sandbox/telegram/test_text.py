"""What a chat shows of a text: trimmed, cleaned, with what Telegram finds in it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.telegram.text.formatted import formatted


def shown(raw: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and the entities of HTML."""
    said = formatted(raw, "HTML", lambda: {5: {"id": 5, "is_bot": False, "first_name": "A"}})
    return said.text, said.entities


def found(raw: str) -> list[tuple[str, str]]:
    """Return type and stretch of what is found in plain text."""
    said = formatted(raw, "", dict)
    units = said.text.encode("utf-16-le")
    spans = [(one["type"], one["offset"], one["offset"] + one["length"]) for one in said.entities]
    return [(kind, units[2 * begin : 2 * end].decode("utf-16-le")) for kind, begin, end in spans]


def test_trims() -> None:
    """Blank edges go, and the offsets of what stays move along."""
    assert shown("\n  <b> 속보</b>  \n") == ("속보", [{"type": "bold", "offset": 0, "length": 2}])


def test_blank_entities() -> None:
    """An entity over nothing but blanks is dropped."""
    assert shown("a<b> </b>b") == ("a b", [])


def test_cleans() -> None:
    """Direction marks vanish, control characters become blanks, and offsets follow."""
    assert shown("a\u202e\x07b<b>c</b>\r") == ("a bc", [{"type": "bold", "offset": 3, "length": 1}])


def test_utf16() -> None:
    """Offsets count UTF-16 units: an emoji is two."""
    assert shown("😀<b>x</b>") == ("😀x", [{"type": "bold", "offset": 2, "length": 1}])


def test_joins() -> None:
    """Styles of one kind that touch are one entity."""
    assert shown("<b>a</b><b>b</b>") == ("ab", [{"type": "bold", "offset": 0, "length": 2}])


def test_code_is_plain() -> None:
    """Inside code there is no other style and nothing is found."""
    assert shown("<code>#a <b>b</b></code>") == ("#a b", [{"type": "code", "offset": 0, "length": 4}])


def test_mention() -> None:
    """A mention by id names the person; one of a stranger is dropped."""
    _, entities = shown('<a href="tg://user?id=5">a</a> <a href="tg://user?id=6">b</a>')
    assert [(one["type"], one["user"]["id"]) for one in entities] == [("text_mention", 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/latest@sokbo_bot 3", [("bot_command", "/latest@sokbo_bot")]),
        ("a/b 1/2", []),
        ("#속보 #2024 #정부-대책", [("hashtag", "#속보"), ("hashtag", "#정부")]),
        ("@sokbo_news a@b", [("mention", "@sokbo_news")]),
        ("보라 https://a.com/x.", [("url", "https://a.com/x")]),
        ("https://a.com/a.html에서 봤다", [("url", "https://a.com/a.html에서")]),
        ("example.com, localhost 3.14", [("url", "example.com")]),
    ],
)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    """URLs, hashtags, commands and mentions are found where clients show them."""
    assert found(text) == expected


def test_link_is_not_found_twice() -> None:
    """Nothing is found inside what is a link already."""
    _, entities = shown('<a href="https://a.com">#a https://b.com</a>')
    assert [one["type"] for one in entities] == ["text_link"]

"""The HTML parser against the one in TDLib, which the real server uses."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tdjson import td_execute  # only ever this, and only parseTextEntities: a created client would dial out

from bot.sandbox.telegram.text.html import parse_html
from bot.sandbox.telegram.text.tags import MarkupRefused

Parsed: TypeAlias = "str | tuple[str, list[tuple[str, int, int, Any]]]"

NAMES = {
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "PreCode": "pre",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
}
EXTRAS = ("url", "user_id", "language", "custom_emoji_id", "unix_time")
PLAIN = """
<b> </b> <i> </i> <u> </u> <s> </s> </> <a> </a> <pre> </pre> <code> </code> <blockquote> </blockquote> <B> </STRONG>
<tg-spoiler> </tg-spoiler> <span> </span> <br> <p> 속보 😀 é x &lt; &amp &#65; &#x1F600; &nbsp; &copy; < & > ' " = /
href a.com class <!--
"""
PIECES = st.sampled_from(
    [
        *PLAIN.split(),
        " ",
        "\n",
        "\t",
        "\x00",
        "</b >",
        "<a href='https://a.com/x'>",
        '<a href="tg://user?id=5">',
        "<a href=a.com>",
        "<code class='language-py'>",
        "<blockquote expandable>",
        "<span class=tg-spoiler>",
        "<tg-emoji emoji-id=5>",
        "</tg-emoji>",
        "<tg-time unix=7 format=d>",
        "</tg-time>",
        "<b x='<i>'>",
    ]
)
LEAVES = st.sampled_from(["속보", " ", "x", "😀", "\n", "&lt;", "&amp", "&#65;", "a.com", ""])
WRAPS = st.sampled_from(
    [
        ("<b>", "</b>"),
        ("<i>", "</>"),
        ("<u>", "</u >"),
        ("<a href='https://a.com/x'>", "</a>"),
        ('<a href="tg://user?id=5">', "</a>"),
        ("<pre>", "</pre>"),
        ("<code>", "</code>"),
        ("<code class='language-py'>", "</code>"),
        ("<blockquote expandable>", "</blockquote>"),
        ("<tg-spoiler>", "</tg-spoiler>"),
        ("<tg-emoji emoji-id=5>", "</tg-emoji>"),
        ("<tg-time unix=7 format=d>", "</tg-time>"),
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(lambda wrap, parts: wrap[0] + "".join(parts) + wrap[1], WRAPS, st.lists(inner, max_size=3)),
    max_leaves=8,
)
LINKS = st.builds(
    lambda start, rest: f'<a href="{start}{rest}">x</a>',
    st.sampled_from(
        ["", "http://", "https://a.com", "HTTPS://", "tg:", "tg://", "tg://user?id=", "ton://", "https://[::1]"]
    ),
    st.text("ab.:/@?#[]%2 -_=&;\\|'가É0\t", max_size=8),
)


def by_tdlib(markup: str) -> Parsed:
    """Return what TDLib makes of the markup: its complaint, or text and entities."""
    query = {"@type": "parseTextEntities", "text": markup, "parse_mode": {"@type": "textParseModeHTML"}}
    answer = json.loads(td_execute(json.dumps(query).encode()) or b"{}")
    if answer["@type"] == "error":
        return str(answer["message"]).removeprefix("Can't parse entities: ")
    return answer["text"], sorted((_entity(one) for one in answer["entities"]), key=repr)


def _entity(given: dict[str, Any]) -> tuple[str, int, int, Any]:
    kind = given["type"]
    name = kind["@type"].removeprefix("textEntityType")
    extra = next((kind[key] for key in EXTRAS if key in kind), None)
    return NAMES.get(name, name.lower()), given["offset"], given["length"], extra


def by_us(markup: str) -> Parsed:
    """Return what our parser makes of it."""
    try:
        text, entities = parse_html(markup)
    except MarkupRefused as refused:
        return str(refused)
    extras = ((one, one.extra[0][1] if one.extra and one.type != "code" else None) for one in entities)
    return text, sorted(((one.type, one.offset, one.length, extra) for one, extra in extras), key=repr)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_shards(markup: str) -> None:
    """Broken markup meets the same complaint, at the same byte, as in TDLib."""
    assert by_us(markup) == by_tdlib(markup)


@settings(max_examples=150)
@given(TREES)
def test_trees(markup: str) -> None:
    """Sound markup becomes the same text and entities as in TDLib."""
    parsed = by_us(markup)
    assert isinstance(parsed, tuple)
    assert parsed == by_tdlib(markup)


@settings(max_examples=150)
@given(LINKS)
def test_links(markup: str) -> None:
    """An address is a link, written the same way, or dropped without a word, as in TDLib."""
    assert by_us(markup) == by_tdlib(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "1 < 2",
        "<b>a",
        "<b>a</i>",
        "</b>",
        "<b",
        "<b x=",
        "<b x=a_b>c</b>",
        "<b />a</b>",
        "<span class='x'>a</span>",
        "<tg-emoji>a</tg-emoji>",
        "<tg-time unix=1 format=zz>a</tg-time>",
        "&#55296;",
    ],
)
def test_refusals(markup: str) -> None:
    """What TDLib refuses is refused, in the same words."""
    refusal = by_us(markup)
    assert isinstance(refusal, str)
    assert refusal == by_tdlib(markup)


@pytest.mark.parametrize("seconds", ["0", "-1", "01", "99999999999", "2147483648", " 1", "1 ", "1.5", "+1", "x", ""])
def test_moments(seconds: str) -> None:
    """The time of a tg-time is read as TDLib reads it, digits first and in 32 bits."""
    markup = f"<tg-time unix='{seconds}' format='wDT'>x</tg-time>"
    assert by_us(markup) == by_tdlib(markup)


@pytest.mark.parametrize(
    "reference", ["&#0000065;", "&#00000065;", "&#x0000041;", "&#1114111;", "&#x10FFFE", "&lt1", "&ltx", "&LT;", "&#0;"]
)
def test_references(reference: str) -> None:
    """A reference is decoded or left as it is exactly where TDLib does so."""
    assert by_us(f"{reference}<b>{reference}</b>") == by_tdlib(f"{reference}<b>{reference}</b>")

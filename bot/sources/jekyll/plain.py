"""Plain text out of what an editor wrote: HTML, Markdown, Liquid, or none of them."""

from __future__ import annotations

import html
import re
import unicodedata

_TAGS = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li"
)
_TAGS += (
    "|mark|ol|p|picture|pre|q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub|sup|table|tbody|td|tfoot"
)
_TAGS += "|th|thead|time|tr|u|ul|var|video|wbr"
_BLOCKS = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote|figure|section)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_SILENT = re.compile(
    r"<(script|style|iframe|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
# Every reach has an end: a body of nothing but "{%" or "**" must not cost its length squared.
_LIQUID = re.compile(
    r"\{%-?\s*comment\b.{0,2000}?\{%-?\s*endcomment\s*-?%\}|\{%.{0,300}?%\}|\{\{.{0,300}?\}\}|^\{:[^}]{0,300}\}[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\]\[]*)\](?:\([^()\s]*(?:\s+\"[^\"]{0,200}\")?\)|\[[^\]\[]*\])")
_EMPHASIS = re.compile(
    r"(\*\*|__|~~)(?=\S)(.{1,300}?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*(?![\w*])"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def line(text: str) -> str:
    """Return the text as one line: composed (NFC), without control characters, every run of white space one space."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if composed.isprintable() and "  " not in composed and composed[:1] != " " != composed[-1:]:
        return composed  # nearly all are: a blank is the only white space that counts as printable
    return " ".join(_CONTROL.sub("", composed).split())


def from_html(markup: str) -> str:
    """Return HTML as one line of text. What only looks like a tag (`1 < 2`, `<속보>`) stays."""
    if "<" in markup:
        markup = _TAG.sub("", _BLOCKS.sub(" ", _SILENT.sub(" ", markup)))
    return line(html.unescape(markup) if "&" in markup else markup)


def from_markup(markup: str) -> str:
    """Return HTML, with Markdown's emphasis and links in it, as one line of text."""
    text = without_liquid(markup)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "__" in text or "~~" in text:
        text = _EMPHASIS.sub(lambda match: match[2] or match[3], text)
    return from_html(text)


def without_liquid(text: str) -> str:
    """Return the text without Jekyll's template tags and attribute lists."""
    return _LIQUID.sub("", text) if "{" in text else text

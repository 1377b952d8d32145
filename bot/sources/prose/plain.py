"""Plain text out of HTML, or of what may be HTML."""

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

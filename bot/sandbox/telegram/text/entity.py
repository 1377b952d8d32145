"""A stretch of a message's text that means or looks like something."""

from __future__ import annotations

from typing import NamedTuple

STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
MONOSPACED = frozenset({"pre", "code"})
# Which of two entities over the same stretch is named first: TDLib's priorities (source: MessageEntity.cpp).
_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


class Entity(NamedTuple):
    """A Bot API entity: offset and length in UTF-16 units, `extra` the fields its type adds."""

    type: str
    offset: int
    length: int
    extra: tuple[tuple[str, str | int], ...] = ()

    @property
    def end(self) -> int:
        """Return the offset just after it."""
        return self.offset + self.length

    def order(self) -> tuple[int, int, int]:
        """Return the key it is sorted by: from the left, the longest first."""
        priority = 10 if self.type == "pre" and self.extra else _PRIORITY.get(self.type, 50)
        return (self.offset, -self.length, priority)

    def json(self) -> dict[str, str | int]:
        """Return the Bot API object."""
        return {"offset": self.offset, "length": self.length, "type": self.type, **dict(self.extra)}


def utf16(text: str) -> int:
    """Return the text's length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2

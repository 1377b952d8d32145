"""Finds what clients show as a link though nobody marked it up: URLs, hashtags, commands and mentions.

A simple version of TDLib's finders. Kept on purpose: a bare URL swallows whatever letters follow it, a Korean particle
too; `-` ends a hashtag; a number is no hashtag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sandbox.telegram.text.entity import Entity, utf16

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = re.compile(r"[#@/.]")
_FOUND = re.compile(
    r"(?P<url>(?<![\w@])(?:https?://[^\s/?#<>\"]+\.[^\s/?#<>\".,]+|[a-z0-9][a-z0-9\-.]*\.(?:com|org|net|kr|io|me|dev))"
    r"(?::\d+)?(?:[/?#][^\s<>\"]*)?(?<![.,:;!?'])(?![.]?[a-z0-9]))"
    r"|(?P<hashtag>(?<![\w#@&])#(?=\w*[^\W\d])\w{1,256}(?![\w#]))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/]))"
    r"|(?P<mention>(?<![\w/])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w))",
    re.IGNORECASE,
)


def found_entities(text: str, marked: Sequence[Entity] = ()) -> list[Entity]:
    """Return the entities found in the text, none across a stretch that is marked as something already."""
    if _MARKS.search(text) is None:
        return []
    return [one for one in _all(text) if not any(one.offset < other.end and other.offset < one.end for other in marked)]


def _all(text: str) -> Iterator[Entity]:
    for match in _FOUND.finditer(text):
        yield Entity(str(match.lastgroup), utf16(text[: match.start()]), utf16(match[0]))

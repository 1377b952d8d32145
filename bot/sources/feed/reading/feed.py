"""A feed as it was read: its entries in plain text, and what it says about itself."""

from __future__ import annotations

import json
from typing import NamedTuple

from bot.core.text.packing import pack
from bot.sources.feed.hub import Hub

_LONGEST = 4000  # code points of a text that are kept: no alert shows more


class NotAFeed(Exception):
    """The bytes can't be read as a feed; the message says why."""


class Entry(NamedTuple):
    """One entry; what it does not say is empty. `guid` is the feed's own name for it, `published` a unix time.

    `text` is all that it says, packed (`bot.core.text.packing`), where that is more than the excerpt.
    """

    guid: str = ""
    title: str = ""
    link: str = ""
    published: float | None = None
    excerpt: str = ""
    image: str = ""
    text: str = ""
    categories: tuple[str, ...] = ()


class Feed(NamedTuple):
    """A feed. `floor` is for how many seconds it asks to be left alone; `is_cut` says that its end is missing."""

    entries: tuple[Entry, ...]
    home: str = ""
    floor: float = 0.0
    hub: Hub | None = None
    is_cut: bool = False

    def to_json(self) -> str:
        """Return the feed as one line of JSON."""
        return whole(json.dumps(self, ensure_ascii=False))

    @classmethod
    def from_json(cls, written: str | bytes) -> Feed:
        """Return the feed that `to_json` wrote."""
        entries, home, floor, hub, is_cut = json.loads(written)
        read = (Entry(*rest)._replace(categories=tuple(categories)) for *rest, categories in entries)
        return cls(tuple(read), home, floor, Hub(*hub) if hub else None, is_cut)


def whole(text: str) -> str:
    """Return the text with halves of characters joined, such as JSON may name them; U+FFFD for a lone one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def packed(text: str, excerpt: str) -> str:
    """Return the text packed, nothing where the excerpt says it all."""
    return "" if text == excerpt else pack(text)


def shortened(text: str) -> str:
    """Return as much of a text as an alert could need."""
    return text[:_LONGEST]

"""A list of stories whose pages readers turn, as a button remembers it: what it is of, and where a page begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.ports.readers import Spot

PAGE: Final = 5
"""Stories on a page, where nothing else was asked for."""

LONGEST: Final = 10
"""Stories on one, where they were."""

_SPOT: Final = re.compile(r"(\d{1,2})?([<>])(\d{1,9}):([^\s:]{0,40})")


class Kind(StrEnum):
    """What a list is of; a button has room for a letter."""

    ALL = "a"
    BREAKING = "b"
    CATEGORY = "c"
    SINCE = "t"
    WORDS = "w"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: `of` is its category, its words, or the unix second from which on it is."""

    kind: Kind
    of: str = ""

    @property
    def text(self) -> str:
        """Return the list as `listing_of` reads it."""
        return f"{self.kind}{self.of}"


def listing_of(text: str) -> Listing | None:
    """Return the list that the text stands for; None where it is none, from whatever hand it is."""
    if not text or text[0] not in set(Kind):
        return None
    kind, of = Kind(text[0]), text[1:].strip()
    if kind is Kind.SINCE:
        return Listing(kind, of) if of.isdecimal() and len(of) <= 11 else None
    return Listing(kind, of) if bool(of) is (kind in {Kind.CATEGORY, Kind.WORDS}) else None


def spot_to_text(spot: Spot, count: int = PAGE) -> str:
    """Return the page of so many stories in one word: `>15:0123456789abcdef`, with `<` where it is before that post.

    Where it has other than five, that stands before it: `10>15:0123456789abcdef`.
    """
    return f"{'' if count == PAGE else count}{'<' if spot.is_before else '>'}{spot.skip}:{spot.post_id}"


def spot_of(word: str) -> tuple[Spot, int] | None:
    """Return the page that the word stands for, and how many stories it has; None where it is none."""
    found = _SPOT.fullmatch(word)
    if found is None:
        return None
    count = min(max(1, int(found[1] or PAGE)), LONGEST)
    return Spot(int(found[3]), found[4], is_before=found[2] == "<"), count

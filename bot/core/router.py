"""Decides which channels a post is for, and says by which of their wishes, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.core.delivery import Lane
from bot.core.post import Level
from bot.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.delivery import Channel, Wishes
    from bot.core.post import Post

_EXCERPT: Final = 4000  # characters of an excerpt that are looked at: a page whose first paragraph never ends has more


class Ground(StrEnum):
    """Why a post is for a channel (the first four), or why it is not."""

    EVERYTHING = "everything"
    BREAKING = "breaking"
    CATEGORY = "category"
    KEYWORD = "keyword"
    UNSUBSCRIBED = "unsubscribed"
    SUSPENDED = "suspended"
    LATER = "later"
    NO_WISH = "no_wish"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a post is for a channel, and on which `ground`.

    `word` is the category (case-folded), keyword or excluded word that decided, or why the channel is suspended.
    """

    is_for: bool
    ground: Ground
    word: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A post as wishes are compared with it: made once, then asked about for each channel.

    `pairs` are all letters of its text and all two that stand together: most words are not there by their first two.
    """

    topics: tuple[str, ...]
    text: str
    pairs: frozenset[str]
    is_breaking: bool


_EVERYTHING = Match(is_for=True, ground=Ground.EVERYTHING)
_BREAKING = Match(is_for=True, ground=Ground.BREAKING)
_UNSUBSCRIBED = Match(is_for=False, ground=Ground.UNSUBSCRIBED)
_LATER = Match(is_for=False, ground=Ground.LATER)
_NO_WISH = Match(is_for=False, ground=Ground.NO_WISH)


@lru_cache(maxsize=512)  # a broadcast asks for the same one page after page, a digest for hundreds again and again
def subject_of(post: Post) -> Subject:
    """Return what of the post is compared; a line for each text, so that no word is found across two."""
    text = "\n".join(map(fold, (post.title, post.excerpt[:_EXCERPT], *post.categories, *post.tags)))
    return Subject(
        topics=tuple(category.casefold() for category in post.categories),
        text=text,
        pairs=frozenset((*text, *map("".join, pairwise(text)))),
        is_breaking=post.level is Level.BREAKING,
    )


def match(subject: Subject, channel: Channel, recorded_at: datetime) -> Match:
    """Return whether the channel wished for this post before it was recorded, and why."""
    if channel.wishes is None:
        return _UNSUBSCRIBED
    if channel.suspended:
        return Match(is_for=False, ground=Ground.SUSPENDED, word=channel.suspended)
    if channel.since is not None and channel.since > recorded_at:
        return _LATER
    return wished(subject, channel.wishes)


def wished(subject: Subject, wishes: Wishes) -> Match:
    """Return which of the wishes the post meets, if any; an excluded word goes before all of them."""
    if wishes.excluded and (word := _first(wishes.excluded, subject)):
        return Match(is_for=False, ground=Ground.EXCLUDED, word=word)
    if wishes.is_everything:
        return _EVERYTHING
    if wishes.wants_breaking and subject.is_breaking:
        return _BREAKING
    for topic in subject.topics:
        if topic in wishes.topics:
            return Match(is_for=True, ground=Ground.CATEGORY, word=topic)
    if wishes.keywords and (word := _first(wishes.keywords, subject)):
        return Match(is_for=True, ground=Ground.KEYWORD, word=word)
    return _NO_WISH


def is_for(post: Post, channel: Channel, recorded_at: datetime) -> bool:
    """Return whether the post is for the channel; of many channels, ask `match` with one `Subject`."""
    return match(subject_of(post), channel, recorded_at).is_for


def lane_of(level: Level) -> Lane:
    """Return the lane in which a post of this level is sent first."""
    return Lane.BREAKING if level is Level.BREAKING else Lane.NORMAL


def _first(words: Iterable[str], subject: Subject) -> str:
    """Return the word that stands in the text, the first by its letters where several do: the same at each asking."""
    pairs, text = subject.pairs, subject.text
    found = [word for word in words if word[:2] in pairs and word in text]
    return min(found) if found else ""

"""Wishes as readers name them and are shown them, with the newest story that they bring."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.core.phrases import phrases_in
from bot.core.readers.wishing import Offer
from bot.core.router import subject_of, wished
from bot.core.text.folding import fold
from handlers.categories import CATEGORY
from handlers.replies import clipped, heading, story

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.core.delivery import Language, Wishes
    from bot.core.phrases import Phrases
    from bot.core.ports.readers import Archive
    from bot.core.post import Post
    from bot.core.readers.conversation import Line, Query
    from handlers.categories import Catalogue

_BREAKING: Final = frozenset({"breaking", "속보"})
_EVERYTHING: Final = frozenset({"everything", "all", "모두", "전체"})
_LOOKED_AT: Final = 50  # newest stories among which a sample is looked for
_LISTED: Final = 10  # keywords in one line


def word_of(query: Query) -> Offer | None:
    """Return what the question names by a word of its own, everything or breaking news; None for anything else."""
    asked = fold(query.arguments.get(CATEGORY.name, "")).removeprefix("#")
    if not asked or asked in _EVERYTHING:
        return Offer()
    return Offer(is_breaking=True) if asked in _BREAKING else None


def name_of(offer: Offer, phrases: Phrases) -> str:
    """Return what is offered, as readers call it."""
    if offer.is_everything:
        return phrases.everything
    return phrases.breaking if offer.is_breaking else offer.category


def described(wishes: Wishes | None, known: Catalogue, language: Language) -> str:
    """Return in one line what a channel gets."""
    phrases = phrases_in(language)
    if wishes is None:
        return phrases.panel_nothing
    if wishes.is_everything:
        return phrases.everything
    breaking = [phrases.breaking] if wishes.wants_breaking else []
    topics = [known.listed(sorted(wishes.topics))] if wishes.topics else []
    keywords = [quoted(sorted(wishes.keywords))] if wishes.keywords else []
    return ", ".join([*breaking, *topics, *keywords])


def quoted(words: Collection[str]) -> str:
    """Return keywords in one line, each in quotation marks: the first of them where there are many."""
    shown = ", ".join(f"‘{clipped(word, 40)}’" for word in islice(words, _LISTED))
    return f"{shown} …" if len(words) > _LISTED else shown


async def sample(archive: Archive, wishes: Wishes, language: Language) -> tuple[Line, ...]:
    """Return the newest story of those that will come, under a heading; nothing where there is none."""
    found = await _newest(archive, wishes)
    phrases = phrases_in(language)
    title = phrases.latest if wishes.is_everything else phrases.sample
    return (heading(title), story(found, language)) if found else ()


async def _newest(archive: Archive, wishes: Wishes) -> Post | None:
    """Return the newest story that the wishes bring; a category's is found however old it is."""
    posts = list(await archive.latest(_LOOKED_AT))
    if found := next((post for post in posts if wished(subject_of(post), wishes).is_for), None):
        return found
    topics = replace(wishes, keywords=frozenset(), wants_breaking=False)
    older = [post for topic in sorted(topics.topics)[:5] for post in await archive.latest(1, topic)]
    older = [post for post in older if wished(subject_of(post), topics).is_for]
    return max(older, key=lambda post: post.published_at, default=None)

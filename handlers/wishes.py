"""Wishes as readers name them and are shown them, with the newest story that they bring."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.core.delivery import Language
from bot.core.errors import IndexFailed
from bot.core.phrases import phrases_in
from bot.core.ports.readers import Shelf, Spot
from bot.core.readers.wishing import Offer
from bot.core.router import subject_of, wished
from bot.core.text.folding import fold
from handlers.categories import CATEGORY
from handlers.replies import clipped, heading, story

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.core.delivery import Wishes
    from bot.core.phrases import Phrases
    from bot.core.ports.readers import Archive, Search
    from bot.core.post import Post
    from bot.core.readers.conversation import Line, Query
    from handlers.categories import Catalogue

_SPOKEN: Final = tuple(map(phrases_in, Language))
_BREAKING: Final = frozenset({"breaking", "속보", *(fold(one.standings.breaking_news) for one in _SPOKEN)})
_EVERYTHING: Final = frozenset({"everything", "all", "모두", "전체", *(fold(one.everything) for one in _SPOKEN)})
_LOOKED_AT: Final = 50  # newest stories among which a sample is looked for
_ASKED: Final = 5  # topics and words of which an older one is looked for
_FEW: Final = 10  # of these: the newest may have a word that is left out
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


async def sample(
    archive: Archive, wishes: Wishes, language: Language, search: Search | None = None
) -> tuple[Line, ...]:
    """Return the newest story of those that will come, under a heading; nothing where there is none.

    An older one that has a keyword is found where there is a `search`.
    """
    found = await _newest(archive, wishes, search)
    phrases = phrases_in(language)
    title = phrases.latest if wishes.is_everything else phrases.sample
    return (heading(title), story(found, language)) if found else ()


async def _newest(archive: Archive, wishes: Wishes, search: Search | None) -> Post | None:
    """Return the newest story that the wishes bring, however old it is; of many topics and words a few are asked."""
    posts = list(await archive.latest(_LOOKED_AT))
    if found := _first(posts, wishes):
        return found
    older = [await archive.latest(_FEW, topic) for topic in sorted(wishes.topics)[:_ASKED]]
    if wishes.wants_breaking:
        older.append((await archive.browse(Shelf(is_breaking=True), _FEW, Spot())).posts)
    if search:
        words = sorted(wishes.keywords)[:_ASKED]
        older += [await _with(word, search) for word in words]
    found_older = filter(None, (_first(some, wishes) for some in older))
    return max(found_older, key=lambda post: post.published_at, default=None)


async def _with(word: str, search: Search) -> Sequence[Post]:
    """Return the newest stories that have the word; an index that fails costs no more than them."""
    try:
        return (await search.find(f'"{word}"', _LOOKED_AT)).posts
    except IndexFailed:
        return ()


def _first(posts: Iterable[Post], wishes: Wishes) -> Post | None:
    return next((post for post in posts if wished(subject_of(post), wishes).is_for), None)

"""Changes of a channel's keywords, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.phrases import phrases_in
from bot.core.readers.wishing import with_keywords, without_keywords
from bot.core.text.keywords import MOST, keywords_in
from handlers.declined import Declined
from handlers.replies import clipped, plain, said
from handlers.wishes import quoted, sample

if TYPE_CHECKING:
    from bot.core.delivery import Channel, Wishes
    from bot.core.ports.readers import Archive, Search
    from bot.core.readers.conversation import Line, Query
    from bot.core.text.keywords import Keywords
    from handlers.subscriptions import Subscriptions

_SHOWN: Final = 80  # graphemes of what can't be a keyword


async def added(
    query: Query, text: str, archive: Archive, search: Search, subscriptions: Subscriptions
) -> tuple[Channel, tuple[Line, ...]]:
    """Add the words; return the channel, and in lines what has changed. Raise `Declined` where nothing can."""
    asker, phrases = query.asker, phrases_in(query.asker.language)
    given = keywords_in(text)
    unusable = (phrases.keywords_unusable(clipped(", ".join(given.unusable), _SHOWN)),) if given.unusable else ()
    if not (given.added or given.excluded):
        raise Declined(said(*unusable, phrases.keywords_help, to=asker))
    had, channel = await subscriptions.wish(query, lambda wishes: _more(wishes, given, query))
    narrows = bool(given.added) and had is not None and had.is_everything
    named = [*given.added, *(f"-{word}" for word in given.excluded)]
    begins = had is None and channel.wishes is not None and channel.wishes.is_everything
    lines = [plain(phrases.keywords_added(quoted(named)))]
    lines += [plain(phrases.subscriptions(phrases.everything))] if begins else []
    lines += [plain(sentence) for sentence in (*((phrases.keywords_only,) if narrows else ()), *unusable)]
    return channel, (*lines, *(await sample(archive, channel.wishes, asker.language, search) if channel.wishes else ()))


async def removed(query: Query, text: str, subscriptions: Subscriptions) -> tuple[Channel, tuple[Line, ...]]:
    """Remove the words, with or without their hyphens; return the channel, and in lines what has changed."""
    given = keywords_in(text)
    return await taken(query, frozenset((*given.added, *given.excluded)), text, subscriptions)


async def taken(
    query: Query, words: frozenset[str], text: str, subscriptions: Subscriptions
) -> tuple[Channel, tuple[Line, ...]]:
    """Take these words from the channel's; raise `Declined` where it has none of what was meant by the `text`."""
    phrases = phrases_in(query.asker.language)
    wishes = (await subscriptions.present(query)).wishes
    there = words & (wishes.keywords | wishes.excluded) if wishes else frozenset()
    if not there:
        raise Declined(said(phrases.keywords_unknown(clipped(text, _SHOWN) or "-"), to=query.asker))
    _, channel = await subscriptions.wish(query, lambda wishes: without_keywords(wishes, there) if wishes else None)
    ended = (plain(phrases.last_wish_gone),) if channel.wishes is None else ()
    return channel, (plain(phrases.keywords_removed(quoted(sorted(there)))), *ended)


def _more(wishes: Wishes | None, given: Keywords, query: Query) -> Wishes:
    after = with_keywords(wishes, given.added, given.excluded)
    if after is None:
        raise Declined(said(phrases_in(query.asker.language).keywords_too_many(MOST), to=query.asker))
    return after

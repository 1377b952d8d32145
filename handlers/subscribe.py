"""`/subscribe [category]`: alerts come to this channel from now on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.conversation import Command, Reply
from bot.core.delivery import Wishes
from bot.core.phrases import phrases_in
from handlers.categories import CATEGORY, catalogue
from handlers.replies import heading, is_shared, plain, story

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.conversation import Asker, Line, Query
    from bot.core.delivery import Channel
    from bot.core.phrases import Phrases
    from bot.core.reader_ports import Archive, Roster

COMMAND = Command(
    "subscribe",
    words=lambda phrases: phrases.words.subscribe,
    parameters=(CATEGORY,),
    for_managers=True,
)


async def answer(query: Query, archive: Archive, roster: Roster, now: datetime) -> Reply:
    """Add the category to the channel's wishes, or wish for everything, and show what that brings."""
    known = await catalogue(archive)
    category = known.meant(query)
    before = await roster.get(query.asker.channel.id)
    wishes = _widened(before.wishes if before else None, category)
    await roster.put(_subscribed(before, query.asker, wishes, now))
    lines = [plain(_sentence(before.wishes if before else None, category, phrases_in(query.asker.language)))]
    if len(wishes.topics) > 1:
        lines.append(plain(phrases_in(query.asker.language).subscriptions(known.listed(sorted(wishes.topics)))))
    return Reply((*lines, *await _sample(archive, category, query.asker)), private=is_shared(query.asker))


def _widened(wishes: Wishes | None, category: str) -> Wishes:
    """Return the wishes with the category; to a channel that got everything, naming one means only that one."""
    if not category:
        return Wishes()
    return Wishes((wishes.topics if wishes else frozenset()) | {category.casefold()})


def _subscribed(before: Channel | None, asker: Asker, wishes: Wishes, now: datetime) -> Channel:
    """Return the channel with its wishes; one that is new, or comes back, begins now and speaks the asker's language.

    Whoever is asked here is not refused any more, so a suspension ends.
    """
    seen = asker.channel
    if before is None or before.wishes is None:
        return replace(seen, wishes=wishes, since=now, language=asker.language)
    return replace(before, wishes=wishes, kind=seen.kind, title=seen.title or before.title, suspended="")


def _sentence(before: Wishes | None, category: str, phrases: Phrases) -> str:
    """Return what has changed, in a sentence."""
    is_for_all = before is not None and not before.topics
    if not category:
        return phrases.already_subscribed if is_for_all else phrases.subscribed
    if is_for_all:
        return phrases.subscribed_only(category)
    is_known = before is not None and category.casefold() in before.topics
    return phrases.already_subscribed_to(category) if is_known else phrases.subscribed_to(category)


async def _sample(archive: Archive, category: str, asker: Asker) -> tuple[Line, ...]:
    """Return the newest story of those that will come, under a heading, or nothing where there is none."""
    phrases = phrases_in(asker.language)
    title = phrases.latest_in(category) if category else phrases.latest
    posts = await archive.latest(1, category or None)
    return (heading(title), *(story(post, asker.language) for post in posts)) if posts else ()

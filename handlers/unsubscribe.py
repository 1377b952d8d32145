"""`/unsubscribe [category]`: alerts, or those of one category, no longer come to this channel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.conversation import Command, Reply
from bot.core.delivery import Wishes
from bot.core.phrases import phrases_in
from handlers.categories import CATEGORY, catalogue, key
from handlers.declined import Declined
from handlers.replies import is_shared, plain, said

if TYPE_CHECKING:
    from bot.core.conversation import Asker, Query
    from bot.core.reader_ports import Archive, Roster
    from handlers.categories import Catalogue

COMMAND = Command(
    "unsubscribe",
    words=lambda phrases: phrases.words.unsubscribe,
    parameters=(CATEGORY,),
    for_managers=True,
)


async def answer(query: Query, archive: Archive, roster: Roster) -> Reply:
    """Drop the category from the channel's wishes, or all of them."""
    asker, asked = query.asker, query.arguments.get(CATEGORY.name, "")
    channel = await roster.get(asker.channel.id)
    if channel is None or channel.wishes is None:
        return _nothing_to_end(asked, asker)
    known = await catalogue(archive)
    if asked and not channel.wishes.topics:
        return _instead(known.meant(query), known, asker)
    topic = _topic(asked, channel.wishes, known, asker) if asked else ""
    left = channel.wishes.topics - {topic} if topic else frozenset()
    # No topics would mean everything: with the last one goes the subscription.
    await roster.put(replace(channel, wishes=Wishes(left) if left else None))
    return _farewell(topic, left, known, asker)


def _nothing_to_end(asked: str, asker: Asker) -> Reply:
    """Return that there is no subscription; raise it where the words after the command may have been talk."""
    reply = said(phrases_in(asker.language).not_subscribed, to=asker)
    if asked:
        raise Declined(reply)
    return reply


def _instead(category: str, known: Catalogue, asker: Asker) -> Reply:
    """Return how a channel that gets everything comes to get less: by wishing for the others."""
    sentence = phrases_in(asker.language).cannot_leave_one(known.shown(category))
    return Reply((plain(sentence),), known.offered("subscribe", but=category), private=is_shared(asker))


def _topic(asked: str, wishes: Wishes, known: Catalogue, asker: Asker) -> str:
    """Return which of the channel's topics is meant, whether or not a post has it; raise `Declined` where none is."""
    topic = next((topic for topic in wishes.topics if key(topic) == key(asked)), "")
    if topic:
        return topic
    phrases = phrases_in(asker.language)
    subscriptions = phrases.subscriptions(known.listed(sorted(wishes.topics)))
    raise Declined(said(phrases.not_subscribed_to(known.shown(asked)), subscriptions, to=asker))


def _farewell(topic: str, left: frozenset[str], known: Catalogue, asker: Asker) -> Reply:
    """Return what has changed, and what the channel still gets."""
    phrases = phrases_in(asker.language)
    if not left:
        return said(phrases.unsubscribed, to=asker)
    subscriptions = phrases.subscriptions(known.listed(sorted(left)))
    return said(phrases.unsubscribed_from(known.shown(topic)), subscriptions, to=asker)

"""`/unsubscribe [category]`: alerts, or those of one category or of breaking news, no longer come to this channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Reply
from bot.core.readers.wishing import Offer, narrowed
from handlers.categories import CATEGORY, catalogue, key
from handlers.declined import Declined
from handlers.replies import is_shared, plain, said
from handlers.wishes import described, name_of, word_of

if TYPE_CHECKING:
    from bot.core.delivery import Wishes
    from bot.core.ports.readers import Archive
    from bot.core.readers.conversation import Asker, Query
    from handlers.categories import Catalogue
    from handlers.subscriptions import Subscriptions

COMMAND = Command(
    "unsubscribe",
    words=lambda phrases: phrases.words.unsubscribe,
    parameters=(CATEGORY,),
    for_managers=True,
)


async def answer(query: Query, archive: Archive, subscriptions: Subscriptions) -> Reply:
    """Drop the category from the channel's wishes, or all of them."""
    asker, asked = query.asker, query.arguments.get(CATEGORY.name, "")
    channel = await subscriptions.known(query)
    if channel is None or channel.wishes is None:
        return _nothing_to_end(asked, asker)
    known = await catalogue(archive)
    offer = _meant(query, channel.wishes)
    if not offer.is_everything and channel.wishes.is_everything:
        return _instead(
            name_of(offer, phrases_in(asker.language)) if offer.is_breaking else known.meant(query), known, asker
        )
    if offer.category:
        offer = Offer(_topic(asked, channel.wishes, known, asker))
    _, after = await subscriptions.wish(query, lambda wishes: narrowed(wishes, offer) if wishes else None)
    return _farewell(offer, after.wishes, known, asker)


def _meant(query: Query, wishes: Wishes) -> Offer:
    """Return what is to be dropped; a category that is called as breaking news is, where only that is wished for."""
    offer = word_of(query)
    if offer and (not offer.is_breaking or wishes.wants_breaking):
        return offer
    asked = query.arguments.get(CATEGORY.name, "")
    is_topic = any(key(topic) == key(asked) for topic in wishes.topics)
    return offer if offer and not is_topic else Offer(asked)


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
    subscriptions = phrases.subscriptions(described(wishes, known, asker.language))
    raise Declined(said(phrases.not_subscribed_to(known.shown(asked)), subscriptions, to=asker))


def _farewell(offer: Offer, left: Wishes | None, known: Catalogue, asker: Asker) -> Reply:
    """Return what has changed, and what the channel still gets."""
    phrases = phrases_in(asker.language)
    if left is None:
        return said(phrases.unsubscribed if offer.is_everything else phrases.last_wish_gone, to=asker)
    name = known.shown(offer.category) if offer.category else name_of(offer, phrases)
    return said(
        phrases.unsubscribed_from(name), phrases.subscriptions(described(left, known, asker.language)), to=asker
    )

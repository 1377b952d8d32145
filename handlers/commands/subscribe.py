"""`/subscribe [category]`: alerts come to this channel from now on; also of breaking news alone, or of everything."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Wishes
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Reply
from bot.core.readers.wishing import Offer, widened
from handlers.categories import CATEGORY, catalogue
from handlers.places import title_of
from handlers.replies import heading, is_shared, plain, story
from handlers.wishes import described, name_of, sample, word_of

if TYPE_CHECKING:
    from bot.core.phrases import Phrases
    from bot.core.ports.readers import Archive
    from bot.core.readers.conversation import Line, Query
    from handlers.categories import Catalogue
    from handlers.subscriptions import Subscriptions

COMMAND = Command(
    "subscribe",
    words=lambda phrases: phrases.words.subscribe,
    parameters=(CATEGORY,),
    for_managers=True,
)


async def answer(query: Query, archive: Archive, subscriptions: Subscriptions) -> Reply:
    """Add the category to the channel's wishes, or wish for everything, and show what that brings."""
    known = await catalogue(archive)
    offer = word_of(query) or Offer(known.meant(query))
    return await subscribed(query, offer, known, archive, subscriptions)


async def subscribed(
    query: Query, offer: Offer, known: Catalogue, archive: Archive, subscriptions: Subscriptions
) -> Reply:
    """Add what is offered to the channel's wishes, and show what that brings."""
    asker = query.asker
    had, channel = await subscriptions.wish(query, partial(widened, offer=offer))
    wishes = channel.wishes or Wishes()
    about = query.about if query.about and query.about.kind is not Kind.PRIVATE else None
    lines = [plain(_sentence(had, offer, phrases_in(asker.language), title_of(about, asker.language) if about else ""))]
    if len(wishes.topics) + wishes.wants_breaking + len(wishes.keywords) > 1:
        lines.append(plain(phrases_in(asker.language).subscriptions(described(wishes, known, asker.language))))
    lines += await _brought(query, offer, wishes, archive)
    return Reply(tuple(lines), private=is_shared(asker))


def _sentence(had: Wishes | None, offer: Offer, phrases: Phrases, elsewhere: str) -> str:
    """Return what has changed, in a sentence; `elsewhere` is what a channel is called that it is said in another of."""
    is_known = offer.is_in(had)
    if offer.is_everything and not is_known:
        return phrases.subscribed_in(elsewhere) if elsewhere else phrases.subscribed
    if offer.is_everything:
        return phrases.already_subscribed
    if had is not None and had.is_everything:
        return phrases.subscribed_only_breaking if offer.is_breaking else phrases.subscribed_only(offer.category)
    name = name_of(offer, phrases)
    return phrases.already_subscribed_to(name) if is_known else phrases.subscribed_to(name)


async def _brought(query: Query, offer: Offer, wishes: Wishes, archive: Archive) -> tuple[Line, ...]:
    """Return the newest story of what was just asked for: of a category under its name."""
    language = query.asker.language
    if not offer.category or wishes.excluded:
        return await sample(archive, widened(Wishes(excluded=wishes.excluded), offer), language)
    posts = await archive.latest(1, offer.category)
    title = heading(phrases_in(language).latest_in(offer.category))
    return (title, *(story(post, language) for post in posts)) if posts else ()

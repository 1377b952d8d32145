"""`/start`: says hello, and what there is to do; with the word of a link, subscribes at one tap."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bot.core.delivery import Platform
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Command, Parameter, Reply
from bot.core.readers.deep_links import offer_in
from bot.core.readers.wishing import is_at_odds
from handlers.categories import catalogue
from handlers.commands.subscribe import subscribed
from handlers.declined import Declined
from handlers.replies import is_shared, plain, rows, said
from handlers.wishes import described

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.ports.readers import Archive, Rights
    from bot.core.readers.conversation import Query
    from bot.core.readers.wishing import Offer
    from handlers.categories import Catalogue
    from handlers.subscriptions import Subscriptions

    Take: TypeAlias = Callable[[Query], Awaitable[Reply]]

LINK = Parameter(
    "link",
    words=lambda phrases: phrases.words.link,
    is_hidden=True,
)
COMMAND = Command(
    "start",
    words=lambda phrases: phrases.words.start,
    parameters=(LINK,),
)


async def answer(query: Query, archive: Archive, subscriptions: Subscriptions, rights: Rights) -> Reply:
    """Greet; where the question came by a link to something, subscribe to that and show a sample of it."""
    word = query.arguments.get(LINK.name, "")
    known = await catalogue(archive) if word else None
    if known and (offer := offer_in(word, known.names)):
        take = partial(_take, offer=offer, known=known, archive=archive, subscriptions=subscriptions)
        return await _taken_up(query, take, rights)
    greeting = await _greeting(query, subscriptions)
    if word:  # overheard, it may be talk
        raise Declined(greeting)
    return greeting


async def _greeting(query: Query, subscriptions: Subscriptions) -> Reply:
    """Say hello; to a channel that gets alerts already, how to end them instead of how to begin."""
    phrases = phrases_in(query.asker.language)
    channel = await subscriptions.known(query)
    is_subscribed = channel is not None and channel.wishes is not None
    subscribe = (Button(phrases.button_subscribe, "/subscribe"), Button(phrases.button_choose, "/settings"))
    others = (Button(phrases.button_latest, "/latest"), Button(phrases.button_help, "/help"))
    return Reply(
        (plain(phrases.welcome), plain(phrases.welcome_subscribed if is_subscribed else phrases.welcome_next)),
        rows(others if is_subscribed else (*subscribe, *others), 2),
        private=is_shared(query.asker),
    )


async def _take(query: Query, offer: Offer, known: Catalogue, archive: Archive, subscriptions: Subscriptions) -> Reply:
    """Subscribe to what is offered; a link throws nothing away that was chosen before."""
    channel = await subscriptions.known(query)
    if channel is None or not is_at_odds(channel.wishes, offer):
        return await subscribed(query, offer, known, archive, subscriptions)
    await subscriptions.wish(query, lambda wishes: wishes)  # who is heard from is not refused any more
    language = query.asker.language
    phrases = phrases_in(language)
    sentences = phrases.subscriptions(described(channel.wishes, known, language)), phrases.link_changes_nothing
    return said(*sentences, to=query.asker)


async def _taken_up(query: Query, take: Take, rights: Rights) -> Reply:
    """Subscribe where the link was opened; a button pressed where others read along means the presser's own chat."""
    asker = query.asker
    if query.is_pressed and is_shared(asker):
        return await _for_presser(query, take, rights)
    is_theirs = query.about is None and not is_shared(asker)
    if not is_theirs and not await rights.manages(asker, query.channel):
        raise Declined(said(phrases_in(asker.language).only_managers, to=asker))
    settings = Button(phrases_in(asker.language).button_settings, "/settings")
    return replace(await take(query), buttons=rows([settings]))


async def _for_presser(query: Query, take: Take, rights: Rights) -> Reply:
    """Subscribe the presser's own chat with the bot, and say so to them alone."""
    phrases = phrases_in(query.asker.language)
    own = await rights.private(query.asker)
    if own is None:
        raise Declined(said(phrases.cannot_write_to_you, to=query.asker))
    reply = await take(replace(query, about=replace(own, language=query.asker.language)))
    elsewhere = tuple(line for line in reply.lines if line != plain(phrases.subscribed))  # which would say: here
    # Whether they take messages from the bot Discord does not say before the first one.
    is_sure = query.asker.channel.platform is not Platform.DISCORD
    doubt = () if is_sure else (plain(phrases.if_nothing_comes),)
    return replace(reply, lines=(plain(phrases.for_you), *elsewhere, *doubt), private=True)

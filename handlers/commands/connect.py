"""`/connect [channel]`: lets somebody who manages a channel or group look after it from where they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Platform
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Parameter, Picker, Reply, Sort
from handlers.declined import Declined
from handlers.places import hindrances, is_open, title_of
from handlers.replies import clipped, is_shared, plain, said

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.delivery import Channel
    from bot.core.ports.readers import Rights
    from bot.core.readers.conversation import Asker, Query
    from handlers.subscriptions import Subscriptions

CHANNEL = Parameter("channel", words=lambda phrases: phrases.words.connected, sort=Sort.CHANNEL)

COMMAND = Command(
    "connect",
    words=lambda phrases: phrases.words.connect,
    parameters=(CHANNEL,),
)

_LONGEST = 60  # graphemes of what was asked for that are shown again


async def answer(
    query: Query, subscriptions: Subscriptions, rights: Rights, panel: Callable[[Query], Awaitable[Reply]]
) -> Reply:
    """Connect the channel that is meant, if the asker manages it, and show its `panel`; else say what is missing.

    Rights are asked for here, of the channel that is meant: the command itself is for everybody.
    """
    channel = await _meant(query, rights)
    if channel is None:
        return _how(query.asker)
    asker, phrases = query.asker, phrases_in(query.asker.language).standings
    title = title_of(channel, asker.language)
    if not await rights.manages(asker, channel):
        # What a channel is called that is not theirs, they may not know.
        asked = clipped(query.arguments.get(CHANNEL.name, ""), _LONGEST) or channel.address
        named = title if channel.id == asker.channel.id else asked
        raise Declined(said(phrases.not_a_manager(named), to=asker))
    missing, writes = await hindrances(channel, rights, asker.language), await is_open(channel, rights)
    await subscriptions.keep(asker, channel, is_open=writes)
    told = phrases.connected(title) if writes else phrases.cannot_write(title)
    is_elsewhere = channel.id != asker.channel.id
    shown = await panel(replace(query, about=channel if is_elsewhere else None, arguments={}))
    return replace(shown, lines=(plain(told), *missing, *shown.lines), private=is_shared(asker))


async def _meant(query: Query, rights: Rights) -> Channel | None:
    """Return the channel that is to be connected, None where none is named; raise `Declined` where there is no such."""
    asker, asked = query.asker, query.arguments.get(CHANNEL.name, "")
    if query.about is not None:
        return query.about
    if not asked:
        return asker.channel if is_shared(asker) else None
    found = await rights.find(asked, asker)
    phrases = phrases_in(asker.language).standings
    if found is None:
        raise Declined(said(phrases.cannot_find(clipped(asked, _LONGEST)), to=asker))
    if found.kind is Kind.PRIVATE:
        raise Declined(said(phrases.connect_private, to=asker))
    return found


def _how(asker: Asker) -> Reply:
    """Return how to name a channel: by a list of one's own on Telegram, in the server on Discord."""
    phrases = phrases_in(asker.language).standings
    if asker.channel.platform is Platform.DISCORD:
        return said(phrases.connect_on_discord, to=asker)
    return Reply((plain(phrases.connect_how),), pickers=(Picker(f"/{COMMAND.name} ", phrases.pick),))

"""What the bot says where it is let in: who it is, what it may do there, what it lacks, and how to subscribe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Platform
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Reply
from handlers.places import hindrances, title_of
from handlers.replies import heading, plain, rows

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.ports.readers import Greetings, Rights, WholeRoster
    from bot.core.readers.conversation import Asker


async def greet(asker: Asker, roster: WholeRoster, rights: Rights, greetings: Greetings) -> Reply | None:
    """Return the greeting for the channel that the asker let the bot into; None where it was greeted lately.

    In a channel that is one to many it is for the asker alone (`private`), and its buttons name the channel: its
    readers need not see it. Whoever lets the bot into a channel that has wishes is its keeper, where there is none.
    """
    channel = asker.channel
    if channel.kind is Kind.PRIVATE or not await greetings.begin(channel):
        return None
    known = await roster.change(channel.id, lambda known: _kept(known, asker))
    topics = await roster.within(channel) if channel.platform is Platform.TELEGRAM else ()
    here = (*((known,) if known else ()), *topics)
    has_wishes = any(one.wishes is not None for one in here)
    phrases, buttons = phrases_in(asker.language).standings, phrases_in(asker.language)
    is_for_many = channel.kind is Kind.BROADCAST
    about = f"@{channel.address.removeprefix('@')}" if is_for_many else ""
    title = title_of(channel, asker.language) if is_for_many else phrases.this_place
    ask = Button(buttons.button_subscribe, f"/subscribe{about}")
    show = Button(phrases.button_status, f"/status{about}")
    return Reply(
        (
            heading(phrases.greeting(title)),
            plain(phrases.greeting_promise),
            *await hindrances(channel, rights, asker.language),
            plain(phrases.greeting_back if has_wishes else phrases.greeting_next(title)),
        ),
        rows((show if has_wishes else ask, Button(buttons.button_help, "/help"))),
        private=is_for_many,
    )


def _kept(known: Channel | None, asker: Asker) -> Channel | None:
    """Return the channel with whoever let the bot in as its keeper; None where it has one, or needs none."""
    if known is None or known.wishes is None or known.keeper or not asker.user:
        return None
    return replace(known, keeper=asker.user)

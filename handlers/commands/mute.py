"""`/mute [1h|8h|tomorrow|off]`: no alerts for a while; what comes meanwhile is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Parameter, Reply, Span
from handlers.declined import Declined
from handlers.panels.hours_shown import mute_shown
from handlers.panels.muting import muted
from handlers.panels.presses import presses_of
from handlers.replies import is_shared, plain, said

if TYPE_CHECKING:
    from bot.core.hours import Hours
    from bot.core.readers.conversation import Line, Moment, Query
    from handlers.subscriptions import Subscriptions

UNTIL = Parameter("until", words=lambda phrases: phrases.words.until)
COMMAND = Command(
    "mute",
    words=lambda phrases: phrases.words.mute,
    parameters=(UNTIL,),
    for_managers=True,
)


async def answer(query: Query, subscriptions: Subscriptions, zone: str) -> Reply:
    """Mute the channel, or say whether it is muted and offer to."""
    asked = query.arguments.get(UNTIL.name, "")
    channel = await subscriptions.known(query)
    if channel is None or channel.wishes is None:
        reply = said(phrases_in(query.asker.language).not_subscribed, to=query.asker)
        if asked:
            raise Declined(reply)
        return reply
    hours = channel.hours
    if asked:
        hours = (
            await subscriptions.set_hours(query, lambda hours: muted(hours, asked, query, subscriptions.now, zone))
        ).hours
    return _told(query, hours, mute_shown(hours, zone, subscriptions.now), has_changed=bool(asked))


def _told(query: Query, hours: Hours, until: tuple[Moment, ...], *, has_changed: bool) -> Reply:
    """Return until when the channel is muted and what comes all the same, with the ways to change that."""
    phrases, press = phrases_in(query.asker.language), presses_of(query)
    line: Line = (Span(f"{phrases.muted} "), *until) if until else ()
    passing = (plain(phrases.panel_breaking_passes),) if until and hours.breaking_passes else ()
    buttons = (
        press.button(phrases.button_mute_hour, "1h", command=COMMAND.name),
        press.button(phrases.button_mute_night, "8h", command=COMMAND.name),
        press.button(phrases.button_mute_tomorrow, "tomorrow", command=COMMAND.name),
    )
    off = (press.button(phrases.button_unmute, "off", command=COMMAND.name),)
    sentence = plain(phrases.unmuted if has_changed else phrases.not_muted)
    row = off if until else () if has_changed else buttons
    return Reply((line or sentence, *passing), (row,) if row else (), private=is_shared(query.asker))

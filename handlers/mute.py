"""`/mute [1h|8h|tomorrow|off]`: no alerts for a while; what comes meanwhile is not lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.core.conversation import Command, Moment, Parameter, Reply, Span
from bot.core.folding import fold
from bot.core.phrases import phrases_in
from bot.core.timetable import lasting, next_morning
from handlers.declined import Declined
from handlers.panels.presses import presses_of
from handlers.replies import clipped, is_shared, plain, said
from handlers.zones import is_zone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.conversation import Line, Query
    from bot.core.hours import Hours
    from handlers.subscriptions import Subscriptions

UNTIL = Parameter("until", words=lambda phrases: phrases.words.until)
COMMAND = Command(
    "mute",
    words=lambda phrases: phrases.words.mute,
    parameters=(UNTIL,),
    for_managers=True,
)
_OFF: Final = frozenset({"off", "해제", "끄기", "0"})
_TOMORROW: Final = frozenset({"tomorrow", "내일", "내일까지"})


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
    return _told(query, hours.muted_until, subscriptions.now, has_changed=bool(asked))


def muted(hours: Hours, asked: str, query: Query, now: datetime, zone: str) -> Hours:
    """Return the hours, muted as long as asked for, or no longer; raise `Declined` where that is no time."""
    return replace(hours, muted_until=_end(hours, fold(asked), query, now, zone))


def _end(hours: Hours, asked: str, query: Query, now: datetime, zone: str) -> datetime | None:
    if asked in _OFF:
        return None
    if asked in _TOMORROW:
        return next_morning(now, ZoneInfo(hours.zone if is_zone(hours.zone) else zone))
    if (time := lasting(asked)) is None:
        raise Declined(said(phrases_in(query.asker.language).mute_wrong(clipped(asked, 40)), to=query.asker))
    return now + time


def _told(query: Query, until: datetime | None, now: datetime, *, has_changed: bool) -> Reply:
    """Return until when the channel is muted, with the ways to change that."""
    phrases, press = phrases_in(query.asker.language), presses_of(query)
    is_muted = until is not None and until > now
    line: Line = (Span(f"{phrases.muted} "), Moment(until)) if until and is_muted else ()
    buttons = (
        press.button(phrases.button_mute_hour, "1h", command=COMMAND.name),
        press.button(phrases.button_mute_night, "8h", command=COMMAND.name),
        press.button(phrases.button_mute_tomorrow, "tomorrow", command=COMMAND.name),
    )
    off = (press.button(phrases.button_unmute, "off", command=COMMAND.name),)
    sentence = plain(phrases.unmuted if has_changed else phrases.not_muted)
    row = off if is_muted else () if has_changed else buttons
    return Reply((line or sentence,), (row,) if row else (), private=is_shared(query.asker))

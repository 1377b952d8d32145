"""The changes that are about when stories come: quiet hours, mute, digest, time zone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.hours import Digest
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Reply
from bot.core.schedule.timetable import USUAL_HOUR, digest_in, hour_in, quiet_in, weekday_in
from bot.core.text.folding import fold
from handlers.declined import Declined
from handlers.panels.hours import digest as digest_panel
from handlers.panels.hours import hours as hours_panel
from handlers.panels.muting import muted
from handlers.panels.presses import presses_of
from handlers.replies import clipped, said
from handlers.zones import nearest, zone_in, zone_shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.delivery import Channel
    from bot.core.hours import Hours
    from handlers.panels.change import Change

_OFF = frozenset({"off", "끄기", "없음"})
_SHOWN = 40  # graphemes of what was not understood


async def hours(change: Change) -> Reply:
    """Show the panel of hours."""
    return _hours(change, await change.subscriptions.present(change.query))


async def quiet(change: Change) -> Reply:
    """Ask for quiet hours in a form, or set those that were given; how stories come in them stays as it was."""
    phrases, value = phrases_in(change.query.asker.language), change.value.strip()
    if change.is_blank:
        return await _asked(change, phrases.quiet_form, phrases.quiet_hint, "quiet")
    found = None if fold(value) in _OFF else quiet_in(value)
    if found is None and fold(value) not in _OFF:
        raise Declined(said(phrases.quiet_wrong(clipped(value, _SHOWN)), to=change.query.asker))

    def decide(now: Hours) -> Hours:
        is_held = now.quiet is not None and now.quiet.is_held
        return replace(now, quiet=found and replace(found, is_held=is_held))

    return await _set_hours(change, decide)


async def hold(change: Change) -> Reply:
    """Let stories in quiet hours wait, or come silently."""

    def decide(now: Hours) -> Hours:
        if now.quiet is None:
            return now
        return replace(now, quiet=replace(now.quiet, is_held=change.turned(change.value, is_on=now.quiet.is_held)))

    return await _set_hours(change, decide)


async def passes(change: Change) -> Reply:
    """Let breaking news heed the hours, or not."""

    def decide(now: Hours) -> Hours:
        return replace(now, breaking_passes=change.turned(change.value, is_on=now.breaking_passes))

    return await _set_hours(change, decide)


async def mute(change: Change) -> Reply:
    """Mute the channel for a while, or no longer."""
    subscriptions = change.subscriptions
    return await _set_hours(change, lambda now: muted(now, change.value, change.query, subscriptions.now, change.zone))


async def digest(change: Change) -> Reply:
    """Show the panel of the digest, or change it: off, daily, weekly, `at HOUR`, `on DAY`, or as a whole."""
    value = change.value.strip()
    if not value:
        channel = await change.subscriptions.present(change.query)
    else:
        channel = await change.subscriptions.set_hours(
            change.query, lambda now: replace(now, digest=_digest(now.digest, value, change))
        )
    return digest_panel(change.query, channel)


async def zone(change: Change) -> Reply:
    """Ask for a time zone in a form, or set the one that was given."""
    phrases, value = phrases_in(change.query.asker.language), change.value.strip()
    if change.is_blank:
        return await _asked(change, phrases.zone_form, phrases.zone_hint, "zone")
    found = zone_in(value)
    if found is None:
        names = ", ".join(map(zone_shown, nearest(value)))
        near = (phrases.zone_nearest(names),) if names else (phrases.zone_hint,)
        raise Declined(said(phrases.zone_wrong(clipped(value, _SHOWN)), *near, to=change.query.asker))
    return await _set_hours(change, lambda now: replace(now, zone=found))


async def _set_hours(change: Change, decide: Callable[[Hours], Hours]) -> Reply:
    return _hours(change, await change.subscriptions.set_hours(change.query, decide))


def _hours(change: Change, channel: Channel) -> Reply:
    return hours_panel(change.query, channel, change.zone, change.subscriptions.now)


async def _asked(change: Change, title: str, hint: str, words: str) -> Reply:
    """Return the form that asks for it; to who sends that empty, the panel as it was."""
    if change.is_form:
        return await hours(change)
    form = presses_of(change.query).form(title, hint, words)
    return Reply(said(title, hint, to=change.query.asker).lines, form=form)


def _digest(now: Digest | None, value: str, change: Change) -> Digest | None:
    """Return the digest that is asked for; raise `Declined` where it is none."""
    first, _, rest = fold(value).partition(" ")
    if first in _OFF:
        return None
    found = _altered(now or Digest(USUAL_HOUR), first, rest) or digest_in(value)
    if found is None:
        phrases = phrases_in(change.query.asker.language)
        raise Declined(said(phrases.digest_wrong(clipped(value, _SHOWN)), to=change.query.asker))
    is_bare = fold(value) in {"daily", "weekly"}  # a button, which leaves the hour as it is
    return replace(found, hour=now.hour) if is_bare and now else found


def _altered(now: Digest, first: str, rest: str) -> Digest | None:
    """Return the digest at another hour or on another day; None where neither was asked for."""
    if first == "at" and (hour := hour_in(rest)) is not None:
        return replace(now, hour=hour)
    if first == "on":
        day = int(rest) if rest.isdecimal() and rest.isascii() and int(rest) < 7 else weekday_in(rest)
        return None if day is None else replace(now, weekday=day)
    return None

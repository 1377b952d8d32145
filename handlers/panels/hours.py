"""The panels of when: quiet hours and mute, and the digest with its hour and day."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from bot.core.hours import Quiet
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Reply, Span
from handlers.panels.hours_shown import digest_shown, mute_shown, quiet_shown
from handlers.panels.presses import presses_of
from handlers.replies import heading, plain
from handlers.zones import zone_shown

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Button, Line, Query

PRESETS: Final = (Quiet(time(22), time(7)), Quiet(time(23), time(8)))
_HOURS: Final = ((6, 7, 8, 9, 12), (18, 19, 20, 21, 22))
_WIDTH: Final = 5  # buttons of a row on Discord


def hours(query: Query, channel: Channel, zone: str, now: datetime) -> Reply:
    """Return the panel of quiet hours, mute and time zone."""
    phrases, press, chosen = phrases_in(query.asker.language), presses_of(query), channel.hours
    quiet = chosen.quiet
    presets = [
        press.choice(
            f"{one.begin:%H}–{one.end:%H}",
            f"quiet {one.begin:%H}-{one.end:%H}",
            is_on=quiet is not None and (quiet.begin, quiet.end) == (one.begin, one.end),
        )
        for one in PRESETS
    ]
    first = (
        press.choice(phrases.button_quiet_off, "quiet off", is_on=quiet is None),
        *presets,
        press.button(phrases.button_custom, "quiet"),
    )
    hold = (press.switch(phrases.button_hold, "hold", is_on=quiet.is_held),) if quiet else ()
    passes = press.switch(phrases.button_breaking_passes, "passes", is_on=chosen.breaking_passes)
    muted = mute_shown(chosen, zone, now)
    mutes = (
        press.button(phrases.button_mute_hour, "mute 1h"),
        press.button(phrases.button_mute_night, "mute 8h"),
        press.button(phrases.button_mute_tomorrow, "mute tomorrow"),
        *((press.button(phrases.button_unmute, "mute off"),) if muted else ()),
    )
    last = (press.button(phrases.button_zone, "zone"), press.button(phrases.button_back, "panel"))
    lines: list[Line] = [
        heading(phrases.button_hours),
        plain(phrases.panel_quiet(quiet_shown(quiet, query.asker.language))),
        plain(phrases.panel_zone(zone_shown(chosen.zone or zone))),
    ]
    if muted:
        lines.append((Span(f"{phrases.panel_muted} "), *muted))
    if chosen.breaking_passes:
        lines.append(plain(phrases.panel_breaking_passes))
    return Reply(tuple(lines), (first, (*hold, passes), mutes, last))


def digest(query: Query, channel: Channel) -> Reply:
    """Return the panel of the digest: whether, at which hour, on which day."""
    language = query.asker.language
    phrases, press, chosen = phrases_in(language), presses_of(query), channel.hours.digest
    is_weekly = chosen is not None and chosen.weekday is not None
    rows: list[tuple[Button, ...]] = [
        (
            press.choice(phrases.button_digest_off, "digest off", is_on=chosen is None),
            press.choice(phrases.button_daily, "digest daily", is_on=chosen is not None and not is_weekly),
            press.choice(phrases.button_weekly, "digest weekly", is_on=is_weekly),
            press.button(phrases.button_back, "panel"),
        )
    ]
    if chosen is not None:
        rows += [
            tuple(press.choice(f"{hour}:00", f"digest at {hour}", is_on=chosen.hour == hour) for hour in row)
            for row in _HOURS
        ]
    if is_weekly and chosen is not None:
        days = [
            press.choice(day if len(day) < 4 else day[:3], f"digest on {number}", is_on=chosen.weekday == number)
            for number, day in enumerate(phrases.weekdays.split())
        ]
        rows += [tuple(days[:_WIDTH]), tuple(days[_WIDTH:])]
    lines = (heading(phrases.button_digest), plain(phrases.panel_digest(digest_shown(chosen, language))))
    return Reply(lines, tuple(rows))

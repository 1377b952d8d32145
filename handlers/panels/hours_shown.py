"""Quiet hours, mutes and digests as readers are shown them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Moment
from bot.core.schedule.calendar import Calendar, is_muted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.delivery import Language
    from bot.core.hours import Digest, Hours, Quiet


def quiet_shown(quiet: Quiet | None, language: Language) -> str:
    """Return quiet hours and what becomes of stories in them."""
    phrases = phrases_in(language)
    if quiet is None:
        return phrases.hours_none
    what = phrases.hours_held if quiet.is_held else phrases.hours_silent
    return f"{quiet.begin:%H:%M}–{quiet.end:%H:%M} ({what})"


def digest_shown(digest: Digest | None, language: Language) -> str:
    """Return when a digest comes."""
    phrases = phrases_in(language)
    if digest is None:
        return phrases.hours_none
    if digest.weekday is None:
        return phrases.digest_daily(f"{digest.hour}")
    day = phrases.weekdays.split()[digest.weekday]
    return phrases.digest_weekly(day, f"{digest.hour}")


def mute_shown(hours: Hours, zone: str, now: datetime) -> tuple[Moment, ...]:
    """Return until when a channel is muted, by its own clock; nothing where it is not. `zone` is the usual one."""
    if hours.muted_until is None or not is_muted(hours, now):
        return ()
    return (Moment(hours.muted_until.astimezone(Calendar(ZoneInfo(zone)).zone(hours))),)

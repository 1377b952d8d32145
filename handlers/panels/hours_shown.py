"""Quiet hours and digests in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.hours import Digest, Quiet


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
    return f"{phrases.digest_weekly(day)} {digest.hour:02}:00"

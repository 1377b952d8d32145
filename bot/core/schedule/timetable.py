"""Reads quiet hours, digests and mutes as people type them, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import regex

from bot.core.hours import Digest, Quiet
from bot.core.text.folding import fold

if TYPE_CHECKING:
    from datetime import tzinfo

USUAL_HOUR: Final = 8
"""When a digest comes whose hour was not said, and when a mute until tomorrow ends."""
MONDAY: Final = 0

_CLOCK = r"(\d{1,2})(?::(\d{2})|시(?:\s*(\d{1,2})분)?)?"
_QUIET = regex.compile(rf"{_CLOCK}\s*(?:-|−|–|—|~|부터|to)\s*{_CLOCK}(?:까지)?")
_HOUR = regex.compile(r"(\d{1,2})(?::00|시)?")
_LASTING = regex.compile(r"(\d{1,2})\s*(?:h|hours?|시간)")
_SHORTEST_NIGHT: Final = timedelta(hours=4)
_LONGEST: Final = 72  # hours of a mute
_DAILY, _WEEKLY = {"daily", "매일"}, {"weekly", "매주"}
_DAYS: Final = ("mon 월", "tue 화", "wed 수", "thu 목", "fri 금", "sat 토", "sun 일")
_WEEKDAYS: Final = {word: number for number, both in enumerate(_DAYS) for word in both.split()}


def quiet_in(text: str, *, is_held: bool = False) -> Quiet | None:
    """Return quiet hours such as `22-07`, `23:00-07:30` or `22시부터 7시까지`; None where they are none."""
    found = _QUIET.fullmatch(fold(text))
    if found is None:
        return None
    first, last = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
    return Quiet(first, last, is_held) if first and last and first != last else None


def digest_in(text: str) -> Digest | None:
    """Return a digest such as `daily 8`, `weekly mon 18`, `매주 월요일 8시`; None where it is none."""
    words = fold(text).split()
    if not words or words[0] not in _DAILY | _WEEKLY:
        return None
    is_weekly = words.pop(0) in _WEEKLY
    weekday = MONDAY if is_weekly else None
    if is_weekly and words and (day := weekday_in(words[0])) is not None:
        weekday = day
        words.pop(0)
    hour = hour_in(" ".join(words)) if words else USUAL_HOUR
    return None if hour is None else Digest(hour, weekday)


def weekday_in(word: str) -> int | None:
    """Return a day of the week by its number (0 is Monday): `mon`, `Monday`, `월`, `월요일`; None for none."""
    folded = fold(word)
    short = folded.removesuffix("요일") if folded[:1] in _WEEKDAYS else folded[:3]
    return _WEEKDAYS.get(short)


def hour_in(word: str) -> int | None:
    """Return a full hour from 0 to 23: `8`, `08:00`, `8시`; None for none."""
    found = _HOUR.fullmatch(fold(word))
    return int(found[1]) if found and int(found[1]) < 24 else None


def lasting(text: str) -> timedelta | None:
    """Return for how long a mute is asked for: `1h`, `8 hours`, `3시간`; None where that is no such time."""
    found = _LASTING.fullmatch(fold(text))
    return timedelta(hours=int(found[1])) if found and 1 <= int(found[1]) <= _LONGEST else None


def next_morning(now: datetime, zone: tzinfo) -> datetime:
    """Return the next eight in the morning by the zone's clock that is at least four hours away, in UTC.

    Whoever mutes after midnight means the morning that comes; whoever does so at seven does not mean eight.
    """
    today = now.astimezone(zone).date()
    mornings = (datetime.combine(today + timedelta(days=day), time(USUAL_HOUR), zone) for day in range(3))
    return next(utc for one in mornings if (utc := one.astimezone(UTC)) - now >= _SHORTEST_NIGHT)


def _clock(hour: str, minute: str | None, korean: str | None) -> time | None:
    try:
        return time(int(hour) % 24 if int(hour) == 24 else int(hour), int(minute or korean or 0))
    except ValueError:
        return None

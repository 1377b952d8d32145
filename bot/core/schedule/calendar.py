"""Decides by a channel's hours whether a post comes aloud, silently or in a roundup, and when that one comes.

Time is told by the clock on the channel's wall and compared in UTC: where that clock leaps forward, an hour that it
leaves out begins when it leaps; where it goes back, an hour that it has twice begins the first time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.core.hours import AT_ANY_HOUR
from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time, tzinfo

    from bot.core.hours import Digest, Hours, Quiet

DAY = timedelta(days=1)
FORTNIGHT = 15  # days in which a weekly digest has its hour, though a clock may leave one of them out


class Manner(StrEnum):
    """How a post comes to a channel: with a sound, without one, or later, with others."""

    ALOUD = "aloud"
    SILENT = "silent"
    GATHERED = "gathered"


def zone_of(name: str) -> ZoneInfo | None:
    """Return the time zone of this name (IANA), None where there is none; names differ by case."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # an odd name, a folder of zones, an unknown name
        return None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads channels' hours; those that name no zone, or one that is no more, are at `home`. Every `now` is aware."""

    home: ZoneInfo

    def zone(self, hours: Hours) -> ZoneInfo:
        """Return the zone by whose clock a channel lives."""
        return (zone_of(hours.zone) if hours.zone else None) or self.home

    def zone_name(self, hours: Hours) -> str:
        """Return the name of that zone."""
        return self.zone(hours).key

    def manner(self, hours: Hours, level: Level, now: datetime) -> Manner:
        """Return how a post of this level comes that comes now."""
        if hours == AT_ANY_HOUR or (hours.breaking_passes and level is Level.BREAKING):
            return Manner.ALOUD
        if hours.digest or is_muted(hours, now):
            return Manner.GATHERED
        if not self.is_quiet(hours, now):
            return Manner.ALOUD
        return Manner.GATHERED if hours.quiet and hours.quiet.is_held else Manner.SILENT

    def is_quiet(self, hours: Hours, now: datetime) -> bool:
        """Return whether nothing is to make a sound now: in quiet hours, and while muted."""
        if hours == AT_ANY_HOUR:
            return False
        at = now.astimezone(self.zone(hours)).time()
        return is_muted(hours, now) or (hours.quiet is not None and _covers(hours.quiet, at))

    def due(self, hours: Hours, now: datetime) -> datetime:
        """Return when what was gathered is to come: at once where nothing holds it any more.

        With a digest at its hour, else at the end of mute and quiet hours; never while muted.
        """
        if hours.digest:
            at = next_digest(hours.digest, self.zone(hours), now)
            return max(at, hours.muted_until) if hours.muted_until else at
        at = max(now, hours.muted_until) if hours.muted_until else now
        if hours.quiet and hours.quiet.is_held and self.is_quiet(replace(hours, muted_until=None), at):
            return _end_of(hours.quiet, self.zone(hours), at)
        return at


IN_UTC: Final = Calendar(ZoneInfo("UTC"))


def is_muted(hours: Hours, now: datetime) -> bool:
    """Return whether the channel is muted still; whoever writes the channel may forget a mute that has passed."""
    return hours.muted_until is not None and now < hours.muted_until


def awake(hours: Hours, now: datetime) -> Hours:
    """Return the hours without a mute that has passed."""
    return hours if hours.muted_until is None or is_muted(hours, now) else replace(hours, muted_until=None)


def tomorrow(zone: tzinfo, now: datetime) -> datetime:
    """Return when the next day begins by the clock of this zone, in UTC."""
    midnight = datetime.min.time()
    return next(at for at in _days_on(zone, now, midnight, 3) if at > now)


def next_digest(digest: Digest, zone: tzinfo, now: datetime) -> datetime:
    """Return the first hour of the digest after `now`, in UTC: one a day, or one a week on its weekday."""
    hour = datetime.min.time().replace(hour=digest.hour)
    moments = (at for at in _days_on(zone, now, hour, FORTNIGHT) if at > now)
    return next(at for at in moments if digest.weekday in {None, at.astimezone(zone).weekday()})


def _covers(quiet: Quiet, at: time) -> bool:
    if quiet.begin <= quiet.end:
        return quiet.begin <= at < quiet.end
    return at >= quiet.begin or at < quiet.end


def _end_of(quiet: Quiet, zone: tzinfo, now: datetime) -> datetime:
    """Return when quiet hours end that cover `now`, in UTC."""
    today = now.astimezone(zone).date()
    ends = (at for day in range(-1, 3) for at in _moments(today + day * DAY, quiet.end, zone))
    return min(at for at in ends if at > now)


def _days_on(zone: tzinfo, now: datetime, at: time, count: int) -> Iterator[datetime]:
    """Yield the moments at which the clock first shows `at`, one for each day that it has, from yesterday on."""
    today = now.astimezone(zone).date()
    for offset in range(-1, count):
        day = today + offset * DAY
        moment = min(_moments(day, at, zone))
        if moment.astimezone(zone).date() == day:
            yield moment


def _moments(day: date, at: time, zone: tzinfo) -> set[datetime]:
    """Return when the clock shows this, in UTC: twice where it goes back; where it leaps over it, when it leaps."""
    local = datetime.combine(day, at, zone)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return {first, second} if first <= second else {_leap(zone, second, first)}


def _leap(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """Return the first second of the other offset between two moments, one of each."""
    offset = after.astimezone(zone).utcoffset()
    while (half := (after - before) // 2 // timedelta(seconds=1)) > 0:
        middle = before + timedelta(seconds=half)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after

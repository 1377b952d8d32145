"""Hours: by whose clock quiet hours and digests are, through leaps of that clock, and what passes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.hours import AT_ANY_HOUR, Digest, Hours, Quiet
from bot.core.post import Level
from bot.core.schedule.calendar import IN_UTC, Calendar, Manner, awake, is_muted, next_digest, tomorrow, zone_of

ZONES = [
    "America/New_York",
    "Australia/Lord_Howe",  # leaps by half an hour
    "Asia/Seoul",
    "Africa/Casablanca",  # goes back for Ramadan
    "Europe/Dublin",  # its winter is the exception
    "Asia/Kolkata",
    "America/Santiago",  # leaps over midnight
    "Pacific/Apia",  # left a day out in 2011
]
SEOUL = Calendar(ZoneInfo("Asia/Seoul"))
NIGHT = Quiet(time(22), time(7, 30))
moments = st.datetimes(datetime(2011, 12, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - aware by the third argument
zones = st.sampled_from(ZONES)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def seoul(text: str) -> datetime:
    """Return the time by a clock in Seoul, of a day in November."""
    return datetime.fromisoformat(f"2026-11-{text}+09:00")


@pytest.mark.parametrize(
    ("hours", "at", "manner"),
    [
        (AT_ANY_HOUR, "20T03:00", Manner.ALOUD),
        (Hours(quiet=NIGHT), "20T21:59", Manner.ALOUD),
        (Hours(quiet=NIGHT), "20T22:00", Manner.SILENT),
        (Hours(quiet=NIGHT), "20T07:29", Manner.SILENT),
        (Hours(quiet=NIGHT), "20T07:30", Manner.ALOUD),
        (Hours(quiet=replace(NIGHT, is_held=True)), "20T03:00", Manner.GATHERED),
        (Hours(quiet=Quiet(time(9), time(18))), "20T12:00", Manner.SILENT),
        (Hours(quiet=Quiet(time(9), time(9))), "20T09:00", Manner.ALOUD),
        (Hours(zone="America/New_York", quiet=NIGHT), "20T12:30", Manner.SILENT),
        (Hours(zone="Nowhere/Else", quiet=NIGHT), "20T03:00", Manner.SILENT),
        (Hours(digest=Digest(18)), "20T12:00", Manner.GATHERED),
        (Hours(muted_until=seoul("20T13:00")), "20T12:00", Manner.GATHERED),
        (Hours(muted_until=seoul("20T13:00")), "20T13:00", Manner.ALOUD),
        (Hours(muted_until=seoul("20T03:00"), quiet=NIGHT), "20T03:00", Manner.SILENT),
    ],
)
def test_manner(hours: Hours, at: str, manner: Manner) -> None:
    """By the channel's own clock a post is heard, silent or gathered; breaking news only where it may not pass."""
    assert SEOUL.manner(hours, Level.NORMAL, seoul(at)) is manner
    assert SEOUL.manner(hours, Level.BREAKING, seoul(at)) is Manner.ALOUD
    assert SEOUL.manner(replace(hours, breaking_passes=False), Level.BREAKING, seoul(at)) is manner


@pytest.mark.parametrize(
    ("hours", "at", "due"),
    [
        (AT_ANY_HOUR, "20T03:00", "20T03:00"),
        (Hours(digest=Digest(18)), "20T17:59:59", "20T18:00"),
        (Hours(digest=Digest(18)), "20T18:00", "21T18:00"),
        (Hours(digest=Digest(18, weekday=0)), "20T12:00", "23T18:00"),
        (Hours(digest=Digest(18), muted_until=seoul("20T18:30")), "20T17:30", "20T18:30"),
        (Hours(digest=Digest(18), muted_until=seoul("20T17:40")), "20T17:30", "20T18:00"),
        (Hours(quiet=replace(NIGHT, is_held=True)), "20T23:00", "21T07:30"),
        (Hours(quiet=replace(NIGHT, is_held=True)), "21T03:00", "21T07:30"),
        (Hours(quiet=replace(NIGHT, is_held=True)), "21T12:00", "21T12:00"),
        (Hours(quiet=NIGHT, muted_until=seoul("20T23:00")), "20T15:00", "20T23:00"),
        (Hours(quiet=replace(NIGHT, is_held=True), muted_until=seoul("20T23:00")), "20T15:00", "21T07:30"),
        (Hours(muted_until=seoul("20T13:00")), "20T12:00", "20T13:00"),
        (Hours(muted_until=seoul("20T13:00")), "20T14:00", "20T14:00"),
    ],
)
def test_due(hours: Hours, at: str, due: str) -> None:
    """What is gathered comes at the digest's hour, else when quiet hours and mute are over, and never while muted."""
    assert SEOUL.due(hours, seoul(at)) == seoul(due)


@given(now=moments, zone=zones, hour=st.integers(0, 23))
@example(now=datetime(2026, 3, 7, 12, tzinfo=UTC), zone="America/New_York", hour=2)
@example(now=datetime(2026, 10, 31, 12, tzinfo=UTC), zone="America/New_York", hour=1)
@example(now=datetime(2026, 10, 3, 0, tzinfo=UTC), zone="Australia/Lord_Howe", hour=2)
@example(now=datetime(2026, 9, 5, 0, tzinfo=UTC), zone="America/Santiago", hour=0)
@example(now=datetime(2011, 12, 28, 0, tzinfo=UTC), zone="Pacific/Apia", hour=18)
def test_daily(now: datetime, zone: str, hour: int) -> None:
    """A daily digest comes once on every day that the clock has, at its hour or when the clock leaps over that."""
    there = ZoneInfo(zone)
    found = [now]
    for _ in range(6):
        found.append(next_digest(Digest(hour), there, found[-1]))
    local = [at.astimezone(there) for at in found[1:]]
    for one, after in pairwise(local):
        is_apia = zone == "Pacific/Apia" and one.date().isoformat() == "2011-12-29"
        assert after.date() - one.date() == timedelta(days=2 if is_apia else 1)
    assert all(at > now for at in found[1:])
    for at in local:
        wanted = at.replace(fold=0, hour=hour, minute=0)
        is_left_out = wanted.astimezone(UTC).astimezone(there).time() != wanted.time()
        assert (at.hour, at.minute, at.second) == (hour, 0, 0) or is_left_out
    assert local[0].astimezone(UTC) - now <= timedelta(hours=50)


@given(now=moments, zone=zones, hour=st.integers(0, 23), weekday=st.integers(0, 6))
def test_weekly(now: datetime, zone: str, hour: int, weekday: int) -> None:
    """A weekly digest comes on its weekday, the next one that the clock has."""
    there = ZoneInfo(zone)
    at = next_digest(Digest(hour, weekday), there, now)
    assert at.astimezone(there).weekday() == weekday
    assert timedelta() < at - now <= timedelta(days=15)
    assert next_digest(Digest(hour, weekday), there, at - timedelta(microseconds=1)) == at


@given(now=moments, zone=zones, begin=times, end=times)
@example(now=datetime(2026, 3, 8, 6, 30, tzinfo=UTC), zone="America/New_York", begin=time(23), end=time(2, 30))
@example(now=datetime(2026, 11, 1, 6, 15, tzinfo=UTC), zone="America/New_York", begin=time(23), end=time(1, 30))
@example(now=datetime(2026, 10, 3, 15, 0, tzinfo=UTC), zone="Australia/Lord_Howe", begin=time(23), end=time(2, 15))
def test_end_of_quiet(now: datetime, zone: str, begin: time, end: time) -> None:
    """What quiet hours hold comes at the first moment that is not quiet by the channel's clock."""
    hours, calendar = Hours(zone=zone, quiet=Quiet(begin, end, is_held=True)), IN_UTC
    due = calendar.due(hours, now)
    if not calendar.is_quiet(hours, now):
        assert due == now
        return
    assert now < due
    assert calendar.is_quiet(hours, due - timedelta(seconds=1))
    assert not calendar.is_quiet(hours, due) or begin == due.astimezone(ZoneInfo(zone)).time()
    minutes = range(0, int((due - now).total_seconds()), 300)
    assert all(calendar.is_quiet(hours, now + timedelta(seconds=second)) for second in minutes)


@given(now=moments, zone=zones)
def test_tomorrow(now: datetime, zone: str) -> None:
    """Tomorrow begins with the first moment of a later day."""
    there = ZoneInfo(zone)
    at = tomorrow(there, now)
    assert at > now
    assert at.astimezone(there).date() > now.astimezone(there).date()
    assert (at - timedelta(seconds=1)).astimezone(there).date() <= now.astimezone(there).date() + timedelta(days=1)


def test_mute_passes() -> None:
    """A mute ends at its moment, and is forgotten by whoever writes the channel next."""
    end = seoul("20T12:00")
    hours = Hours(zone="Asia/Seoul", muted_until=end)
    assert is_muted(hours, end - timedelta(seconds=1))
    assert awake(hours, end - timedelta(seconds=1)) == hours
    assert awake(hours, end) == Hours(zone="Asia/Seoul")


@pytest.mark.parametrize(
    "name", ["", "Seoul", "America", "../../etc/passwd", "/etc/localtime", "a\0b", "서울", "x" * 5000]
)
def test_no_zone(name: str) -> None:
    """What is no zone's name is told apart from one, whatever it is."""
    assert zone_of(name) is None


def test_zone() -> None:
    """A zone is known by its name."""
    assert zone_of("Australia/Lord_Howe") == ZoneInfo("Australia/Lord_Howe")

"""Quiet hours, digests and mutes as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import Digest, Quiet
from bot.core.schedule.timetable import digest_in, lasting, next_morning, quiet_in

SEOUL, NEW_YORK = ZoneInfo("Asia/Seoul"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("22-07", time(22), time(7)),
        ("23:00-07:30", time(23), time(7, 30)),
        ("22시부터 7시까지", time(22), time(7)),
        ("22시 30분 ~ 7시", time(22, 30), time(7)),
        ("２２：００～０７：００".replace("～", "~"), time(22), time(7)),
        ("22:00 to 24:00", time(22), time(0)),
    ],
)
def test_quiet(text: str, begin: time, end: time) -> None:
    """Quiet hours are two times of day, in either language."""
    assert quiet_in(text) == Quiet(begin, end)


@pytest.mark.parametrize("text", ["", "밤", "22", "25-07", "22-07-08", "22:60-07", "8-8", "-", "22:00-07:00 x"])
def test_no_quiet(text: str) -> None:
    """What is no such span, or has no length, is none."""
    assert quiet_in(text) is None


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("daily", Digest(8)),
        ("daily 18", Digest(18)),
        ("매일 18시", Digest(18)),
        ("weekly", Digest(8, 0)),
        ("weekly Friday 18:00", Digest(18, 4)),
        ("매주 토요일 7시", Digest(7, 5)),
        ("매주 일", Digest(8, 6)),
        ("hourly", None),
        ("daily 24", None),
        ("weekly someday", None),
        ("", None),
    ],
)
def test_digest(text: str, digest: Digest | None) -> None:
    """A digest is daily or weekly, at eight where nothing is said, on Monday where nothing is said."""
    assert digest_in(text) == digest


@pytest.mark.parametrize(
    ("text", "hours"), [("1h", 1), ("8 hours", 8), ("3시간", 3), ("72h", 72), ("73h", None), ("0h", None), ("1d", None)]
)
def test_lasting(text: str, hours: int | None) -> None:
    """A mute lasts whole hours, three days at most."""
    assert lasting(text) == (timedelta(hours=hours) if hours else None)


@pytest.mark.parametrize(
    ("at", "day"), [("23:00", 24), ("01:00", 23), ("03:59", 23), ("04:01", 24), ("07:50", 24), ("12:00", 24)]
)
def test_next_morning(at: str, day: int) -> None:
    """Until tomorrow is until eight in the morning, by the clock of the zone, and at least four hours away."""
    now = datetime.fromisoformat(f"2026-11-23T{at}").replace(tzinfo=SEOUL)
    assert next_morning(now, SEOUL) == datetime(2026, 11, day, 8, tzinfo=SEOUL)


@given(st.datetimes(datetime(2026, 3, 1), datetime(2026, 12, 1)))  # noqa: DTZ001 - given its zone below
def test_next_morning_through_the_year(at: datetime) -> None:
    """It is eight by the clock on every day of the year, those included on which the clock is changed."""
    now = at.replace(tzinfo=UTC)
    morning = next_morning(now, NEW_YORK)
    assert morning.astimezone(NEW_YORK).time() == time(8)
    assert timedelta(hours=4) <= morning - now <= timedelta(hours=29)


@given(st.text(max_size=60))
def test_rubbish(text: str) -> None:
    """Whatever is typed is read or is none."""
    assert quiet_in(text) is None or isinstance(quiet_in(text), Quiet)
    assert digest_in(text) is None or isinstance(digest_in(text), Digest)

"""When the next look comes, by what feed, server and failures ask for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.sources.feed.timetable import DAY, HOUR, Timetable
from bot.sources.feed.wishes import freshness, retry_after
from bot.web.manners import Manners
from tests.builders import NOON
from tests.sources.feed.press import Clock, Seen, a_source, watching
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from tests.sources.feed.press import Press


@pytest.mark.parametrize(("floor", "pause"), [(0.0, 120.0), (60.0, 120.0), (900.0, 900.0), (HOUR, HOUR), (DAY, HOUR)])
def test_floor(floor: float, pause: float) -> None:
    """What the feed asks for is kept where it is longer than ours, up to an hour."""
    assert Timetable(120.0).after_look(floor) == pause


def test_at_most() -> None:
    """The operator may keep less of it; a look never comes sooner than `every`."""
    assert Timetable(60.0, at_most=60.0).after_look(DAY) == 60.0
    assert Timetable(7200.0).after_look(HOUR) == 7200.0


def test_back_off() -> None:
    """Each failure doubles the pause, up to an hour, spread by chance over the half of it."""
    plan = Timetable(120.0)
    assert [plan.after_failures(count, None, 1.0) for count in (1, 2, 3, 4, 5, 6, 9999)] == [
        *(240.0, 480.0, 960.0, 1920.0),
        *(HOUR, HOUR, HOUR),
    ]
    assert [plan.after_failures(4, None, chance) for chance in (0.0, 0.5)] == [960.0, 1440.0]
    assert Timetable(7200.0).after_failures(9, None, 0.0) == 7200.0


def test_asked_for() -> None:
    """A server's own pause is kept where it is the longer one, up to a day."""
    plan = Timetable(120.0)
    assert plan.after_failures(1, 1800.0, 0.0) == 1800.0
    assert plan.after_failures(5, 10.0, 1.0) == HOUR
    assert plan.after_failures(1, 10 * DAY, 0.0) == DAY


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *(("120", 120.0), (" 0 ", 0.0), ("Fri, 20 Nov 2026 12:01:00 GMT", 60.0)),
        *(("Fri, 20 Nov 2026 11:00:00 GMT", 0.0), ("soon", None), ("-5", None), ("1e9", None), ("", None)),
        *(("Fri, 20 Nov 2026 12:01:00", None), ("9" * 400, None)),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    """Both forms of Retry-After are understood, and nothing else."""
    assert retry_after({"Retry-After": value}, NOON) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        *(({"Cache-Control": "public, max-age=300"}, 300.0), ({"Cache-Control": "max-age=300", "Age": "100"}, 200.0)),
        *(({"Cache-Control": "s-maxage=300"}, 0.0), ({"Cache-Control": "max-age=-1"}, 0.0), ({}, 0.0)),
        *(({"Cache-Control": "Max-Age=60", "Age": "900"}, 0.0), ({"Cache-Control": 'max-age="60"'}, 60.0)),
    ],
)
def test_freshness(headers: dict[str, str], seconds: float) -> None:
    """An answer counts as fresh for its max-age, less what it has aged on the way."""
    assert freshness(headers) == seconds


async def test_wishes_of_a_feed(press: Press) -> None:
    """The longer of the feed's ttl and its server's max-age is the floor, whatever the answer brought."""
    press.print(rss(channel="<ttl>10</ttl>"), ETag='"1"')
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.clock.rests == [600.0]
        press.print("", status=304, Cache_Control="max-age=900")
        assert await seen.clock.look() == 900.0
        press.print("", status=304)
        assert await seen.clock.look() == 600.0


@pytest.mark.parametrize("status", [429, 503])
async def test_server_asks_for_a_pause(press: Press, status: int) -> None:
    """A server that is overrun gets the pause that it asks for, by seconds or by date."""
    press.print("", status=status, Retry_After="5000")
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.clock.rests == [5000.0]
        press.print("", status=status, Retry_After=format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True))
        assert 7000 < await seen.clock.look() <= 7200


async def test_failures_in_a_row(press: Press) -> None:
    """Failures make the looks rarer; the first success brings them back."""
    press.print("", status=500)
    async with watching(f"{press.url}/feed.xml") as seen:
        await seen.clock.look()
        await seen.clock.look()
        press.print(rss())
        assert await seen.clock.look() == 120.0
    for count, pause in enumerate(seen.clock.rests[:3], 1):
        assert 120.0 * 2**count / 2 <= pause <= 120.0 * 2**count


async def test_one_at_a_time(press: Press) -> None:
    """However many feeds a host has, it gets one request at a time, with a pause between."""
    under_way, most, moments = 0, 0, []

    async def answer(_: web.Request) -> web.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        moments.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.01)
        under_way -= 1
        return web.Response(text=rss(item("a")), content_type="application/xml")

    clocks, manners = [Clock() for _ in range(6)], Manners(0.05)
    async with asyncio.TaskGroup() as tasks:
        watches = []
        for number, clock in enumerate(clocks):
            press.play(answer, f"/{number}")
            seen = Seen(a_source(f"{press.url}/{number}", clock, manners=manners), clock)
            watches.append(tasks.create_task(seen.keep()))
        for clock in clocks:
            await clock.until_rest()
        for task in watches:
            task.cancel()
    assert (most, len(moments)) == (1, 6)
    assert all(after - before >= 0.05 for before, after in pairwise(moments))


async def test_a_failing_host_keeps_no_turn() -> None:
    """A turn that ends badly ends."""
    manners = Manners(0.0)
    with pytest.raises(ValueError, match="badly"):
        async with manners.turn("news.kr"):
            raise ValueError("badly")
    async with asyncio.timeout(5), manners.turn("news.kr"):
        pass

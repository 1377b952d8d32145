"""The pace, judged by true sliding windows: places are booked ahead, so no test has to wait for them."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Kind, Platform, Wishes
from bot.core.event import Corrected
from bot.core.pace import Pace, Rate, Rest
from bot.core.post import Level
from bot.store.store import Store, open_store
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SLOW = Pace(
    {Platform.TELEGRAM: Rate(30, paid_per_second=500, paying=frozenset({Level.BREAKING}))},
    {(Platform.TELEGRAM, Kind.PRIVATE): Rest(1.0), (Platform.TELEGRAM, Kind.GROUP): Rest(3.75, burst=4)},
)


@pytest.fixture
async def slow(store: Store, url: str) -> AsyncIterator[Store]:
    """Give the store at Telegram's pace."""
    async with open_store(url, Path(), "me", SLOW, prefix=store.connection.prefix) as opened:
        yield opened


def most_in(seconds: float, times: list[float]) -> int:
    """Return the largest number of times in any window of so many seconds."""
    return max(bisect_left(times, at + seconds) - index for index, at in enumerate(times))


async def booked(store: Store, count: int) -> list[float]:
    """Book places for replies, one after the other; return them by the server's own clock, which no load delays."""
    key, places = f"{store.connection.prefix}:sent:telegram:free", []
    for _ in range(count):
        await store.turns.reserve(Platform.TELEGRAM)
        places.append(float(await store.connection.redis.lindex(key, 0)) / 1e6)
    return places


async def rested(store: Store, count: int, address: str, kind: Kind) -> list[float]:
    """Ask to reply to one chat again and again; return when it may be, left out those that may not."""
    waits = [(time.monotonic(), await store.turns.rest(a_channel(address, kind=kind))) for _ in range(count)]
    return [at + wait for at, wait in waits if wait is not None]


async def test_window(slow: Store) -> None:
    """No second ever holds more than the limit, and hardly less of it is used."""
    times = await booked(slow, 300)
    assert most_in(1.0, times) <= 30
    assert times[-1] - times[0] <= 300 / 30 * 1.02


async def test_shared(slow: Store, url: str) -> None:
    """Two processes that book in turn keep the limit together."""
    async with open_store(url, Path(), "other", SLOW, prefix=slow.connection.prefix) as other:
        times = []
        for _ in range(60):
            times += await booked(slow, 1) + await booked(other, 1)
    assert most_in(1.0, sorted(times)) <= 30


async def test_claimed_in_time(slow: Store) -> None:
    """Only what may go within the horizon is claimed, the rest stays for whoever comes next."""
    await subscribe(slow, *(a_channel(str(number), kind=Kind.PRIVATE) for number in range(40)))
    await publish(slow, a_post())
    deliveries = await claim(slow)
    assert 1 <= len(deliveries) <= 4
    assert all(0 <= one.delay <= 0.05 for one in deliveries)


async def test_reply_overtakes(slow: Store) -> None:
    """A reply's place comes right after what is claimed already, however long the broadcast."""
    await subscribe(slow, *(a_channel(str(number), kind=Kind.PRIVATE) for number in range(40)))
    await publish(slow, a_post())
    await claim(slow)
    assert await slow.turns.reserve(Platform.TELEGRAM) < 0.2


async def test_paid(slow: Store) -> None:
    """Alerts of a paid level go at the paid rate, and leave the free places to the others."""
    await subscribe(slow, *(a_channel(str(number), kind=Kind.PRIVATE) for number in range(40)))
    await publish(slow, a_post(level=Level.BREAKING))
    assert len(await claim(slow)) >= 20
    assert await slow.turns.reserve(Platform.TELEGRAM) < 0.02


async def test_private_chat(slow: Store) -> None:
    """Replies to one private chat come a second apart."""
    times = await rested(slow, 4, "7", Kind.PRIVATE)
    assert all(later - earlier >= 0.95 for earlier, later in pairwise(times))


async def test_group(slow: Store) -> None:
    """A group gets a burst and then one every 3.75 seconds; replies that would wait too long are left out."""
    times = await rested(slow, 30, "-9", Kind.GROUP)
    assert times[3] - times[0] < 1.0
    assert all(later - earlier >= 3.7 for earlier, later in pairwise(times[3:]))
    assert len(times) == 8


async def test_reply_beside_alert(slow: Store) -> None:
    """A reply to a private chat rests from the alert that is under way there, arrived or not."""
    await subscribe(slow, a_channel("7", kind=Kind.PRIVATE))
    await publish(slow, a_post())
    (delivery,) = await claim(slow)
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(slow.turns.rest(delivery.channel))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await settle(slow, delivery)
    assert (waiting.result() or 0) > 0.9


async def test_alert_after_slow_reply(slow: Store) -> None:
    """An alert to a private chat rests from when the reply arrived there, however long that one took."""
    reader = a_channel("7", kind=Kind.PRIVATE)
    await slow.turns.rest(reader)
    await asyncio.sleep(0.5)
    await slow.turns.replied(reader)
    due = await slow.connection.redis.zscore(f"{slow.connection.prefix}:later:telegram", reader.id)
    seconds, microseconds = await slow.connection.redis.time()
    assert due / 1000 - (seconds + microseconds / 1e6) > 0.7


async def test_topics_share(slow: Store) -> None:
    """The topics of one group share its allowance, alerts and replies, and what the platform tells of it."""
    topics = [a_channel(f"-9/{number}", kind=Kind.GROUP) for number in range(1, 7)]
    await subscribe(slow, *topics)
    await publish(slow, a_post(level=Level.BREAKING))
    assert len(await claim(slow)) == 4
    assert (await slow.turns.rest(topics[5]) or 0) > 3
    await slow.turns.pause_channel(topics[0], 60)
    assert await slow.turns.rest(topics[5]) is None


async def test_flood_of_replies(slow: Store) -> None:
    """However many readers ask at once, replies take no more than four places in five, and breaking alerts go soon."""
    waits = [await slow.turns.rest(a_channel(str(number), kind=Kind.PRIVATE)) for number in range(200)]
    assert sum(wait == 0.0 for wait in waits) <= 11
    assert 6.0 < (waits[-1] or 0) < 10.0


async def test_alert_after_reply(slow: Store) -> None:
    """An alert to a chat that was just answered waits for the chat's rest."""
    await subscribe(slow, a_channel("7", kind=Kind.PRIVATE))
    await publish(slow, a_post())
    await slow.turns.rest(a_channel("7", kind=Kind.PRIVATE))
    assert await claim(slow) == []


async def test_pause(slow: Store, url: str) -> None:
    """A pause holds back claims and replies in every process."""
    await subscribe(slow, a_channel())
    await publish(slow, a_post(level=Level.BREAKING))
    await slow.turns.pause(Platform.TELEGRAM, 30)
    async with open_store(url, Path(), "other", SLOW, prefix=slow.connection.prefix) as other:
        assert await claim(other) == []
        assert await other.turns.reserve(Platform.TELEGRAM) > 29


async def test_channel_paused(slow: Store) -> None:
    """A chat that the platform told us to leave alone gets neither alerts nor replies for so long; others do."""
    paused, other = a_channel("7", kind=Kind.PRIVATE), a_channel("8", kind=Kind.PRIVATE)
    await subscribe(slow, paused, other)
    await publish(slow, a_post())
    await slow.turns.pause_channel(paused, 30)
    assert await slow.turns.rest(paused) is None
    (delivery,) = await claim(slow)
    assert delivery.channel == other
    await slow.turns.pause_channel(other, 10)
    await settle(slow, delivery)
    assert 9 < (await slow.turns.rest(other) or 0) < 11


async def test_channel_paused_while_written_to(slow: Store) -> None:
    """A pause that begins while an alert is under way to the chat outlasts that alert."""
    await subscribe(slow, a_channel("7", kind=Kind.PRIVATE))
    await publish(slow, a_post())
    (delivery,) = await claim(slow)
    await slow.turns.pause_channel(delivery.channel, 300)
    await settle(slow, delivery)
    assert await slow.turns.rest(delivery.channel) is None
    assert (await slow.connection.redis.zscore(f"{slow.connection.prefix}:later:telegram", "telegram:7")) > (
        time.time() + 290
    ) * 1000


async def test_clock_set_back(slow: Store) -> None:
    """When the server's clock is set back, what was booked or resting in the old time holds nobody up for long."""
    redis, prefix = slow.connection.redis, slow.connection.prefix
    await subscribe(slow, a_channel("-1"), a_channel("7", kind=Kind.PRIVATE))
    hour = 3600.0
    future = time.time() + hour
    await redis.hset(f"{prefix}:pace:telegram", "seen", int(future * 1e6))
    await redis.hset(f"{prefix}:pace:telegram:free", "next", int(future * 1e6))
    await redis.lpush(f"{prefix}:sent:telegram:free", *[int((future - 1.1) * 1e6)] * 30)
    await redis.zadd(f"{prefix}:later:telegram", {"telegram:7": future * 1000 + 1500})
    await redis.zadd(f"{prefix}:rest:telegram", {"telegram:7": future * 1000 + 1500})
    await slow.turns.reserve(Platform.TELEGRAM)
    await publish(slow, a_post())
    (delivery,) = await claim(slow)
    assert delivery.channel.address == "-1"
    await settle(slow, delivery)
    assert (await redis.zscore(f"{prefix}:later:telegram", "telegram:7")) < (time.time() + 3) * 1000


@pytest.mark.parametrize("seconds", [20.0, 3600.0])
async def test_clock_set_back_for_replies(slow: Store, seconds: float) -> None:
    """When the server's clock is set back, by whatever, readers are answered as before, and the pace is kept."""
    redis, prefix = slow.connection.redis, slow.connection.prefix
    reader = a_channel("7", kind=Kind.PRIVATE)
    await claim(slow)
    for _ in range(30):
        await slow.turns.reserve(Platform.TELEGRAM)
    assert await slow.turns.rest(reader) == 0.0
    ahead = int(seconds * 1e6)
    await redis.hincrby(f"{prefix}:pace:telegram", "seen", ahead)
    await redis.hincrbyfloat(f"{prefix}:pace:telegram:free", "next", ahead)
    times = [int(float(at)) + ahead for at in await redis.lrange(f"{prefix}:sent:telegram:free", 0, -1)]
    await redis.delete(f"{prefix}:sent:telegram:free")
    await redis.rpush(f"{prefix}:sent:telegram:free", *times)
    await redis.zincrby(f"{prefix}:rest:telegram", seconds * 1000, reader.id)
    assert 0 < (await slow.turns.rest(reader) or 0) <= 1.5
    assert 0.5 < await slow.turns.reserve(Platform.TELEGRAM) < 2.0


async def test_rest_wakes_nobody(store: Store) -> None:
    """A channel that rests is asked about again only where something is due to it."""

    async def needed() -> int:
        """Claim, and return the milliseconds until it is time to claim again."""
        answer = await store.connection.run(
            "claim", Platform.TELEGRAM, 10, "me", 50_000, 1000, 1000, "", *[30_000, 1] * 3
        )
        return int(answer[1])

    await subscribe(store, a_channel("7", kind=Kind.PRIVATE))
    await publish(store, a_post("a"))
    (delivery,) = await claim(store)
    await settle(store, delivery)
    assert await needed() == -1
    await publish(store, a_post("b"))
    assert 0 < await needed() <= 30_000


async def test_no_lane_starves(store: Store) -> None:
    """Of a hundred places some go to corrections while a broadcast waits."""
    await subscribe(store, a_channel("-1"))
    await publish(store, a_post("a"))
    (delivery,) = await claim(store)
    await settle(store, delivery)
    await subscribe(store, a_channel("-1", wishes=None), *(a_channel(str(-number)) for number in range(2, 200)))
    await store.ledger.record("site", [Corrected(a_post("a", title="새 제목"))])
    await publish(store, a_post("b"))
    lanes = [one.post_id for one in await claim(store, 60)]
    assert lanes.count(a_post("a").id) >= 1


async def test_no_lane_between_starves(store: Store) -> None:
    """While breaking alerts wait without end, normal ones go as well as corrections."""
    shown = [a_channel(f"-{number}") for number in range(1, 9)]
    await subscribe(store, *shown)
    await publish(store, a_post("a"))
    for delivery in await claim(store):
        await settle(store, delivery)
    for channel in shown:
        await store.roster.put(replace(channel, wishes=Wishes(frozenset({"nothing"}))))
    await store.ledger.record("site", [Corrected(a_post("a", title="새 제목"))])
    await subscribe(store, *(a_channel(f"-2{number}") for number in range(10, 18)))
    await publish(store, a_post("b"))
    await store.roster.put_all(
        [replace(a_channel(f"-2{number}"), wishes=Wishes(frozenset({"nothing"}))) for number in range(10, 18)]
    )
    await subscribe(store, *(a_channel(f"-3{number}") for number in range(100, 300)))
    await publish(store, a_post("c", level=Level.BREAKING))
    sent = [one.post_id for one in await claim(store, 120)]
    assert sent.count(a_post("a").id) >= 2
    assert sent.count(a_post("b").id) >= 2

"""A platform that is away, an address that is nearly barred, a clock that jumps: the rest goes on, nothing is lost."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from bot.sandbox.faults import Failure, Fault
from config.settings import PaceSettings
from tests.faults.clock import HOUR, shift
from tests.faults.rows import VIA, rows
from tests.faults.sides import NEIGHBOUR, DiscordSide, TelegramSide
from tests.faults.stage import PATIENCE, a_stage, count, trouble, wait
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AWAY = "the name of its server cannot be resolved", "its server refuses the connection"
OUTAGES = {f"{name}: {how}" for name in ("Telegram", "Discord") for how in AWAY}
BARRED = "Discord: too many invalid requests"
CLOCK = {f"the clock of the store is set {way} by an hour": hours for way, hours in (("back", 1), ("forward", -1))}
FLOOD = "Telegram: 429, whatever the chat"
RETRY = {
    "ok": False,
    "error_code": 429,
    "description": "Too Many Requests: retry after 1",
    "parameters": {"retry_after": 1},
}
DOUBT = "Discord: an alert is in doubt for longer than its nonce is known"
NOT_SO_MANY = 4_999
FORBIDDEN = {"code": 50001, "message": "Missing Access"}
SLOW_DOWN = {"message": "You are being rate limited.", "retry_after": 3.0, "global": True}


@pytest.fixture
def store() -> Iterator[str]:
    """Give the URL of a store that the test can look into."""
    with a_server(str(BINARIES["valkey"])) as url:
        yield url


def test_every_row() -> None:
    """Each row about a whole platform is played here or with the gateway."""
    played = OUTAGES | {BARRED, *CLOCK, DOUBT, FLOOD}
    assert {row.what for row in rows("platforms") if row.call != "gateway"} == played


@pytest.mark.parametrize("name", ["telegram", "discord"])
async def test_unknown_name(tmp_path: Path, name: str) -> None:
    """A platform whose name cannot be resolved is said to be away; once it can, its alerts go out, once."""
    async with a_stage(tmp_path) as stage:
        there = stage.discord if name == "telegram" else stage.telegram
        address = {f"{name}_api_url": f"http://{name}.invalid/api/v10"}
        async with stage.playing(but_for=f"{name}:", **address) as settings:
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: count(there.texts(NEIGHBOUR), "첫째") == 1)
            assert await trouble(settings, f"{name}:")
            assert "platform.unreachable" in stage.events(platform=name)
        async with stage.playing():
            assert await wait(lambda: stage.shows("첫째"))


@pytest.mark.parametrize("name", ["telegram", "discord"])
async def test_refused(tmp_path: Path, name: str) -> None:
    """A platform that refuses connections while the bot runs gets its alerts when it is back, once."""
    async with a_stage(tmp_path) as stage:
        here, there = stage.sides if name == "telegram" else stage.sides[::-1]
        port = int(here.service.url.removesuffix("/api/v10").rsplit(":", 1)[1])
        settings = stage.settings
        await here.service.stop()
        async with stage.playing(but_for=f"{name}:", **dict(settings)):
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: count(there.texts(NEIGHBOUR), "첫째") == 1)
            assert "platform.unreachable" in stage.events(platform=name)
            await here.service.start(port=port)
            assert await wait(lambda: stage.shows("첫째"))


async def test_barred(tmp_path: Path, store: str) -> None:
    """With half of what Discord bars for, nothing more is asked of it by any process; Telegram goes on."""
    async with a_stage(tmp_path, discord=[BARRED]) as stage, Redis.from_url(store) as redis:
        async with stage.playing(redis_url=store):
            seconds, _ = await redis.time()
            await redis.hset("{sokbo}:offences", str(seconds // 60), str(NOT_SO_MANY))
            refusal = Fault(
                Failure.ANSWER, DiscordSide.send, stage.discord.addresses[BARRED], status=403, body=FORBIDDEN
            )
            stage.discord.service.faults.add(refusal)
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: stage.shows("첫째") and refusal.times == 0)
            asked = _sends(stage.discord)
            stage.newsroom.publish("b", "둘째")
            assert await wait(lambda: "discord.offences_full" in stage.events())
            assert await wait(lambda: count(stage.telegram.texts(NEIGHBOUR), "둘째") == 1)
            stage.newsroom.publish("c", "셋째")
            assert await wait(lambda: count(stage.telegram.texts(NEIGHBOUR), "셋째") == 1)
        assert _sends(stage.discord) == asked
        assert sum(map(int, await redis.hvals("{sokbo}:offences"))) == NOT_SO_MANY + 1
        assert [line["event"] for line in stage.log].count("discord.offences_full") == 1


async def test_flood(tmp_path: Path, store: str) -> None:
    """Where chat after chat is refused, the bot rests and does not ask all others; then each has its alert, once."""
    names = [f"{FLOOD} {number}" for number in range(40)]
    async with a_stage(tmp_path, telegram=names) as stage, Redis.from_url(store) as redis:
        flood = Fault(Failure.ANSWER, TelegramSide.send, times=1000, status=429, body=RETRY)
        stage.telegram.service.faults.add(flood)
        async with stage.playing(redis_url=store, pace=PaceSettings(telegram_per_second=30)):
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: count(stage.discord.texts(NEIGHBOUR), "첫째") == 1)
            async with asyncio.timeout(PATIENCE):
                while not await redis.hexists("{sokbo}:pace:telegram:free", "paused"):  # noqa: ASYNC110 - over the wire
                    await asyncio.sleep(0.01)
            stage.telegram.service.faults.clear()
            assert 1000 - flood.times < 20
            assert await wait(lambda: all(count(stage.telegram.texts(one), "첫째") == 1 for one in names))


@pytest.mark.parametrize("what", CLOCK)
async def test_clock(tmp_path: Path, store: str, what: str) -> None:
    """A store's clock that is set back by an hour lets nothing wait for longer; set forward, it repeats nothing."""
    async with a_stage(tmp_path, discord=[what]) as stage, Redis.from_url(store) as redis:
        address = stage.discord.addresses[what]
        slow = Fault(Failure.ANSWER, DiscordSide.send, address, status=429, body=SLOW_DOWN, headers=VIA)
        stage.discord.service.faults.add(slow)
        async with stage.playing(redis_url=store):
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: stage.shows("첫째") and "delivery.failed" in stage.events(address))
            await shift(redis, CLOCK[what])
            stage.newsroom.publish("b", "둘째")
            assert await wait(lambda: stage.shows("둘째"))
            assert await wait(lambda: count(stage.discord.texts(what), "둘째") == 1)
            assert count(stage.discord.texts(what), "첫째") == 1


@pytest.mark.parametrize("may_read", [True, False])
async def test_doubt(tmp_path: Path, store: str, *, may_read: bool) -> None:
    """An alert whose answer was lost is shown once, though its nonce is forgotten; where nobody can tell it is held."""
    async with a_stage(tmp_path, discord=[DOUBT]) as stage, Redis.from_url(store) as redis:
        address = stage.discord.addresses[DOUBT]
        stage.discord.service.faults.add(Fault(Failure.CUT_AFTER, DiscordSide.send, address))
        if not may_read:
            stage.discord.service.deny(int(address), "read_message_history")
        async with stage.playing(redis_url=store):
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: "delivery.failed" in stage.events(address))
            await _age(redis, address)
            stage.discord.service.forget_nonces()
            assert await wait(lambda: ("delivery.done" if may_read else "delivery.held") in stage.events(address))
            stage.newsroom.publish("b", "둘째")
            assert await wait(lambda: stage.shows("둘째") and count(stage.discord.texts(DOUBT), "둘째") == 1)
            assert count(stage.discord.texts(DOUBT), "첫째") == 1


async def _age(redis: Redis, address: str) -> None:
    """Let what is in doubt in a channel have been so for an hour, which must be written down first."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async for key in redis.scan_iter("{sokbo}:rows:*"):
                row = json.loads(await redis.hget(key, f"discord:{address}") or "{}")
                if row.get("s") == "waiting":
                    row["u"] -= HOUR * 1000
                    await redis.hset(key, f"discord:{address}", json.dumps(row))
                    return
            await asyncio.sleep(0.005)


def _sends(discord: DiscordSide) -> int:
    return sum(call.name == DiscordSide.send for call in discord.service.calls)

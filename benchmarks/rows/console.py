"""Row: what an open page of the console costs the store, at rest and during a broadcast."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp

from benchmarks.results import Line, Reading, Row, Target
from benchmarks.rows import telegram
from benchmarks.stage import FIRST, a_stage, until
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from benchmarks.bench import Bench
    from benchmarks.running import RunningBot
    from benchmarks.stage import Stage

PAGES = (0, 1, 10)
MOST = Target("≤", 100)
ARCHIVE = 200  # posts: more than the page looks at
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent in a second: commands at the store, milliseconds of CPU by its server and by the bot."""

    commands: float
    store: float
    bot: float


async def measure(bench: Bench) -> Row:
    """Measure commands and CPU with no page open, with one and with ten."""
    count, rest = bench.choose(1000, 120), bench.choose(10.0, 3.0)
    resting: dict[int, Spent] = {}
    busy: dict[int, Spent] = {}
    async with a_stage() as stage:
        stage.people(count)
        stage.newsroom.fill(ARCHIVE)
        async with stage.bot() as bot:
            await bot.subscribe(range(FIRST, FIRST + count), Platform.TELEGRAM, Kind.PRIVATE)
            for pages in PAGES:
                bench.say(f"{pages} pages")
                async with _open_pages(bot, pages):
                    await asyncio.sleep(telegram.REST)
                    async with _spending(bot, resting, pages):
                        await asyncio.sleep(rest)
                    async with _spending(bot, busy, pages):
                        await _broadcast(stage, count)
    (none, one, ten), (calm, _, many) = ([spent[pages] for pages in PAGES] for spent in (resting, busy))
    lines = [
        Line("commands a second at the store, at rest", "", Reading.of(none.commands)),
        Line("more with one page open", "", Reading.of(one.commands - none.commands), MOST),
        Line("more with ten", "", Reading.of(ten.commands - none.commands), MOST),
        Line("more CPU of the store’s server with ten", "ms/s", Reading.of(ten.store - none.store)),
        Line("more CPU of the process with ten", "ms/s", Reading.of(ten.bot - none.bot)),
        Line("commands a second, in the broadcast", "", Reading.of(calm.commands)),
        Line("more with ten, in the broadcast", "", Reading.of(many.commands - calm.commands)),
    ]
    return Row(name="console", title=f"Open pages of the console, a broadcast to {count:,} chats at 30/s", lines=lines)


async def _broadcast(stage: Stage, count: int) -> None:
    earlier = len(stage.telegram.accepted)
    stage.newsroom.publish(stage.newsroom.draft())
    await until(lambda: len(stage.telegram.accepted) >= earlier + count, PATIENCE)


@asynccontextmanager
async def _open_pages(bot: RunningBot, count: int) -> AsyncIterator[None]:
    """Listen to as many streams as there would be pages, as a browser does."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web, asyncio.TaskGroup() as tasks:
        ones = []
        for _ in range(count):
            ones.append(tasks.create_task(_listen(web, f"{bot.url}/console/events?page=now")))
            await asyncio.sleep(0.1)  # nobody opens ten pages in one instant
        yield
        for one in ones:
            one.cancel()


async def _listen(web: aiohttp.ClientSession, url: str) -> None:
    async with web.get(url, timeout=aiohttp.ClientTimeout(total=None)) as stream:
        async for _ in stream.content.iter_any():
            pass


@asynccontextmanager
async def _spending(bot: RunningBot, spent: dict[int, Spent], pages: int) -> AsyncIterator[None]:
    """Note what is spent in a second of the block."""
    began, before = time.monotonic(), await _sums(bot)
    yield
    took, after = time.monotonic() - began, await _sums(bot)
    spent[pages] = Spent(*((one - other) / took for one, other in zip(after, before, strict=True)))


async def _sums(bot: RunningBot) -> tuple[float, float, float]:
    """Return how many commands the store has had, and the milliseconds of CPU of its server and of the bot."""
    async with bot.store() as store:
        stats: dict[str, dict[str, Any]] = await store.connection.redis.info("commandstats")
    calls = sum(int(one["calls"]) for name, one in stats.items() if "script" not in name)  # those are this look's own
    return calls, (await bot.store_meter()).cpu * 1000, bot.meter().cpu * 1000

"""Row: one alert to many Discord channels."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from benchmarks.comparison import Comparison
from benchmarks.results import Row
from benchmarks.stage import FIRST, a_stage, settled
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.broadcast import Broadcast
    from benchmarks.stage import Stage

RATE = 50
PATIENCE = 120.0
REST = 1.2  # seconds after which the window over all channels is empty; a channel's takes five messages
WAYS = {"gathered": "discord.py, gathered", "one by one": "discord.py, one by one"}


async def measure(bench: Bench) -> Row:
    """Measure the broadcast."""
    count, rounds = bench.choose(500, 40), bench.choose(3, 1)
    async with a_stage() as stage:
        stage.rooms(count)
        ours = [await _ours(bench, stage, count) for _ in range(rounds)]
        plain = {name: [await _plain(bench, stage, way, count)] for way, name in WAYS.items()}
    both = Comparison(ours, plain)
    lines = [both.over_bound(RATE, 1.03), both.most_in_a_second(RATE), both.refused(), both.lost(), both.cost()]
    return Row(name="discord", title=f"One alert to {count:,} Discord channels at 50/s", lines=lines)


async def _ours(bench: Bench, stage: Stage, count: int) -> Broadcast:
    accepted = stage.discord.accepted
    async with stage.bot() as bot:
        await bot.subscribe(range(FIRST, FIRST + count), Platform.DISCORD, Kind.BROADCAST)
        draft = stage.newsroom.draft()
        await asyncio.sleep(REST)
        before, earlier = bot.meter(), len(accepted)
        start = stage.newsroom.publish(draft)
        arrived = settled(lambda: len(accepted) - earlier, count, patience=PATIENCE, quiet=20.0)
        await bench.counting("Sokbo", lambda: len(accepted) - earlier, count, arrived)
        await asyncio.sleep(0.5)
        after = bot.meter()
    return stage.seen(Platform.DISCORD, count, start, cpu=after.cpu - before.cpu, peak=after.peak)


async def _plain(bench: Bench, stage: Stage, way: str, count: int) -> Broadcast:
    await asyncio.sleep(REST)
    service = stage.discord
    earlier = len(service.accepted)
    running = stage.plain("discord", way, service.url, service.gateway_url, service.token, FIRST, count)
    report = await bench.counting(WAYS[way], lambda: len(service.accepted) - earlier, count, running)
    return stage.seen(Platform.DISCORD, count, report["start"], cpu=report["cpu"], peak=report["peak"])

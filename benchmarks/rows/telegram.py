"""A broadcast to many Telegram chats: ours, and the plain ways before the same server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from benchmarks.stage import FIRST, settled
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.broadcast import Broadcast
    from benchmarks.stage import Stage

PATIENCE = 400.0
AFTERWARDS = 0.5  # seconds in which the last outcomes are written down; they cost, too
REST = 1.2  # seconds after which a server's window of one second is empty


async def ours(bench: Bench, stage: Stage, count: int, settings: str = "") -> Broadcast:
    """Let the bot announce one post to so many private chats that are there."""
    async with stage.bot(settings) as bot:
        bench.say("Sokbo: subscribing")
        await bot.subscribe(range(FIRST, FIRST + count), Platform.TELEGRAM, Kind.PRIVATE)
        draft = stage.newsroom.draft()
        await asyncio.sleep(REST)
        before, store_before = bot.meter(), await bot.store_meter()
        start = stage.newsroom.publish(draft)
        await _all_there(bench, stage, count)
        await asyncio.sleep(AFTERWARDS)
        after, store_after = bot.meter(), await bot.store_meter()
    return stage.seen(
        Platform.TELEGRAM, count, start,
        cpu=after.cpu - before.cpu, store_cpu=store_after.cpu - store_before.cpu, peak=after.peak,
    )  # fmt: skip


async def plain(bench: Bench, stage: Stage, way: str, count: int) -> Broadcast:
    """Let a plain way send to so many private chats that are there."""
    await asyncio.sleep(REST)
    stage.telegram.calls.clear()
    earlier = len(stage.telegram.accepted)
    running = stage.plain("telegram", way, stage.telegram.url, stage.telegram.token, FIRST, count)
    report = await bench.counting(way, lambda: len(stage.telegram.accepted) - earlier, count, running)
    measured = {name: report[name] for name in ("cpu", "peak")}
    return stage.seen(Platform.TELEGRAM, count, report["start"], **measured, extra={"held": report["held"]})


async def _all_there(bench: Bench, stage: Stage, count: int) -> None:
    accepted = stage.telegram.accepted
    earlier = len(accepted)
    arrived = settled(lambda: len(accepted) - earlier, count, patience=PATIENCE, quiet=20.0)
    await bench.counting("Sokbo", lambda: len(accepted) - earlier, count, arrived)

"""Row: an alert for a very large audience: its first message, what it holds up, what it holds in memory."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from benchmarks.counting import percentile
from benchmarks.probing import probed
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.rows import telegram
from benchmarks.rows.paid import SETTINGS
from benchmarks.stage import FIRST, a_stage, settled, until
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.running import RunningBot
    from benchmarks.stage import Stage

WAY = "AIORateLimiter and gather"
PATIENCE = 120.0


async def measure(bench: Bench) -> Row:
    """Measure an alert at the paid pace until some thousands have it and all are due."""
    count, posts, sent = bench.choose(100_000, 5000), bench.choose(20_000, 0), bench.choose(5000, 500)
    async with a_stage() as stage:
        stage.people(count)
        bench.say(f"writing {posts:,} posts")
        stage.newsroom.fill(posts)
        async with stage.bot(SETTINGS) as bot:
            bench.say(f"Sokbo: subscribing {count:,}")
            await bot.subscribe(range(FIRST, FIRST + count), Platform.TELEGRAM, Kind.PRIVATE)
            before = bot.meter()
            async with probed(bot.url) as took:
                first = await _first(stage)
                await settled(lambda: len(stage.telegram.accepted), sent, patience=PATIENCE)
                await _all_due(bot)
            after, store = bot.meter(), await bot.store_meter()
        plain = None if bench.quick else await _plain(bench, count)
    theirs = plain or {}
    # The first look's peak may hide the broadcast's: then what the process holds now tells.
    grown = max(after.peak - before.peak, after.memory - before.memory)
    lines = [
        Line("first message accepted after", "ms", Reading.of(first * 1000), Target("≤", 100)),
        Line("largest memory of the bot", "MB", Reading.of(after.peak), Target("<", 150), _part(theirs, "peak")),
        Line("grown for all that is pending", "MB", Reading.of(grown), Target("<", 5)),
        Line(
            "event loop held at most",
            "ms",
            Reading.of(max(took), note=f"p99 {percentile(took, 0.99):.1f} ms"),
            Target("≤", 50),
            _part(theirs, "held", 1000),
        ),
        Line("memory of the store's server", "MB", Reading.of(store.memory)),
    ]
    title = f"An alert for {count:,} channels, {posts:,} posts in the folder"
    return Row(name="audience", title=title, lines=lines)


async def _first(stage: Stage) -> float:
    """Publish; return the seconds to the first message."""
    draft = stage.newsroom.draft()
    await asyncio.sleep(telegram.REST)
    at = stage.newsroom.publish(draft)
    await until(lambda: len(stage.telegram.accepted) > 0, PATIENCE)
    return stage.telegram.accepted[0].at - at


async def _all_due(bot: RunningBot) -> None:
    """Return when the whole audience has been walked."""
    async with bot.store() as store, asyncio.timeout(PATIENCE):
        while await store.broadcasts.page(1) is not None:  # noqa: ASYNC110 - another process walks it
            await asyncio.sleep(0.1)


async def _plain(bench: Bench, count: int) -> dict[str, float]:
    """Let the plain way begin on the same audience, at the free pace."""
    async with a_stage() as stage:
        stage.people(count)
        bench.say(WAY)
        service = stage.telegram
        report = await stage.plain("beginning", service.url, service.token, FIRST, count)
        return {name: float(report[name]) for name in ("peak", "held")}


def _part(report: dict[str, float], name: str, factor: float = 1.0) -> dict[str, Reading]:
    return {WAY: Reading.of(report[name] * factor)} if name in report else {}

"""Row: from a file renamed into place to the first message accepted, over a server that answers at once."""

from __future__ import annotations

import asyncio
import random
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from benchmarks.counting import percentile
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.rows.cost import UNLIMITED
from benchmarks.stage import FIRST, a_stage, until
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from benchmarks.bench import Bench
    from benchmarks.stage import Stage

SETTINGS = "[pace]\ntelegram_private_seconds = 0\n"
SEED = 7
PAUSES = (0.05, 0.25)  # seconds between two files: at random, so that no poll falls into step with them
WAY = "watchfiles as it comes, python-telegram-bot"


async def measure(bench: Bench) -> Row:
    """Measure over an empty folder and over a full one."""
    posts, files = bench.choose(20_000, 1000), bench.choose(200, 12)
    few = await _ours(bench, 0, files)
    many = await _ours(bench, posts, files)
    plain = await _watchfiles(bench, posts, bench.choose(60, 6))
    lines = [
        _line("p50, empty folder", 0.5, few, Target("<", 15), None),
        _line("p99, empty folder", 0.99, few, Target("<", 40), None),
        _line(f"p50, {posts:,} posts", 0.5, many, Target("<", 15), plain),
        _line(f"p99, {posts:,} posts", 0.99, many, Target("<", 40), plain),
    ]
    return Row(name="rename", title=f"File renamed into place to message accepted, {files} files", lines=lines)


def _line(what: str, share: float, ours: list[float], target: Target, plain: Sequence[float] | None) -> Line:
    theirs = {WAY: Reading.of(percentile(plain, share))} if plain else {}
    return Line(what, "ms", Reading.of(percentile(ours, share)), target, theirs)


async def _ours(bench: Bench, posts: int, files: int) -> list[float]:
    async with a_stage(latency=0.0, telegram=UNLIMITED) as stage:
        stage.people(1)
        bench.say(f"Sokbo: writing {posts:,} posts")
        stage.newsroom.fill(posts)
        bench.say(f"Sokbo: looking at {posts:,} posts")
        async with stage.bot(SETTINGS) as bot:
            await bot.subscribe([FIRST], Platform.TELEGRAM, Kind.PRIVATE)
            return await _renamed(bench, stage, files, "Sokbo")


async def _watchfiles(bench: Bench, posts: int, files: int) -> list[float]:
    async with a_stage(latency=0.0, telegram=UNLIMITED) as stage:
        stage.people(1)
        stage.newsroom.fill(posts)
        async with _watching(stage):
            return await _renamed(bench, stage, files, WAY)


@asynccontextmanager
async def _watching(stage: Stage) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.plain.watching",
        str(stage.newsroom.posts), stage.telegram.url, stage.telegram.token, str(FIRST),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout  # noqa: S101 - piped above
    try:
        await process.stdout.readline()
        await asyncio.sleep(1.0)  # it says so just before the first watch is set
        yield
    finally:
        await process.communicate(b"")


async def _renamed(bench: Bench, stage: Stage, files: int, way: str) -> list[float]:
    """Publish one after another; return the milliseconds of each to its message."""
    took, chance, accepted = [], random.Random(SEED), stage.telegram.accepted
    for number in range(files):
        bench.say(f"{way}: {number} of {files} files")
        draft, earlier = stage.newsroom.draft(), len(accepted)
        await asyncio.sleep(chance.uniform(*PAUSES))
        at = stage.newsroom.publish(draft)
        await until(lambda earlier=earlier: len(accepted) > earlier, 30)  # type: ignore[misc] # mypy can't infer it
        took.append((accepted[-1].at - at) * 1000)
    return took

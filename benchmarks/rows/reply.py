"""Row: a reader's command while a broadcast runs."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from benchmarks.counting import percentile
from benchmarks.probing import probed
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.stage import FIRST, a_stage, until
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from benchmarks.bench import Bench
    from benchmarks.stage import Stage

READERS = range(8_000_001, 8_000_021)
PAUSE = 0.23  # seconds between two questions: four a second, of thirty messages that Telegram takes
PATIENCE = 180.0
WAY = "AIORateLimiter and gather"


async def measure(bench: Bench) -> Row:
    """Measure how long readers wait, and how long the event loop is held."""
    count, questions = bench.choose(3000, 240), bench.choose(200, 8)
    fewer = bench.choose(1500, 90)
    async with a_stage() as stage:
        stage.people(count)
        for reader in READERS:
            stage.telegram.add_private(reader, "지민")
        async with _ours(stage, count) as took:
            ours = await _asked(bench, stage, questions, "Sokbo")
        await asyncio.sleep(1.2)
        async with _plain(stage, fewer) as held:
            plain = await _asked(bench, stage, bench.choose(20, 3), WAY)
    lines = [
        _line(0.5, ours, plain, None),
        _line(0.95, ours, plain, Target("<", 300)),
        Line(
            "event loop held at most", "ms",
            Reading.of(max(took), note=f"p99 {percentile(took, 0.99):.1f} ms of {len(took):,} probes"),
            Target("≤", 50), {WAY: Reading.of(held[0] * 1000)},
        ),
    ]  # fmt: skip
    title = f"A reader’s /latest during a broadcast to {count:,} chats, {questions} times"
    return Row(name="reply", title=title, lines=lines)


def _line(share: float, ours: list[float], plain: list[float], target: Target | None) -> Line:
    theirs = Reading.of(percentile(plain, share), note=f"{len(plain)} times")
    return Line(f"answered after, p{share * 100:.0f}", "ms", Reading.of(percentile(ours, share)), target, {WAY: theirs})


@asynccontextmanager
async def _ours(stage: Stage, count: int) -> AsyncIterator[list[float]]:
    """Let the bot be amid a broadcast; the list holds the probe's milliseconds afterwards."""
    async with stage.bot() as bot:
        await bot.subscribe(range(FIRST, FIRST + count), Platform.TELEGRAM, Kind.PRIVATE)
        draft = stage.newsroom.draft()
        await asyncio.sleep(1.2)
        async with probed(bot.url) as took:
            stage.newsroom.publish(draft)
            yield took


@asynccontextmanager
async def _plain(stage: Stage, count: int) -> AsyncIterator[list[float]]:
    """Let the plain way be amid a broadcast; the list holds its longest hold afterwards."""
    held: list[float] = []
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.plain.answering",
        stage.telegram.url, stage.telegram.token, str(FIRST), str(count),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    earlier = len(stage.telegram.accepted)
    try:
        await until(lambda: len(stage.telegram.accepted) > earlier, PATIENCE)
        yield held
    finally:
        printed, _ = await process.communicate(b"")
        held += [json.loads(printed.splitlines()[-1])["held"]] if printed else []


async def _asked(bench: Bench, stage: Stage, questions: int, way: str) -> list[float]:
    """Let readers ask in turn, each when its own last question is long answered; return the milliseconds of each."""
    took: list[float] = []
    first = len(stage.telegram.accepted)
    await until(lambda: len(stage.telegram.accepted) > first, PATIENCE)
    async with asyncio.TaskGroup() as tasks:
        for number in range(questions):
            tasks.create_task(_answer(stage, READERS[number % len(READERS)], took))
            bench.say(f"{way}: {len(took)} of {questions} answered")
            await asyncio.sleep(PAUSE)
        bench.say(f"{way}: {len(took)} of {questions} answered")
    return took


async def _answer(stage: Stage, reader: int, took: list[float]) -> None:
    """Ask once and note how long the answer took to arrive at the server."""
    chat, earlier = str(reader), len(stage.telegram.messages(reader))
    asked = time.monotonic()
    await stage.telegram.act({"do": "type", "chat": chat, "user": chat, "text": "/latest"})
    await until(lambda: len(stage.telegram.messages(reader)) > earlier + 1, PATIENCE)
    answered = next(one.at for one in reversed(stage.telegram.accepted) if one.chat == chat)
    took.append((answered - asked) * 1000)

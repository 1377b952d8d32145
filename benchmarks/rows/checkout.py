"""Row: very many files renamed into the folder at once, as a checkout does."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.results import Line, Reading, Row, Target
from benchmarks.stage import a_stage

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.running import RunningBot
    from benchmarks.stage import Stage

WAY = "watchfiles as it comes"
QUIET = 90.0  # seconds without a new post after which no more are waited for: the net of a full look is cast every 60
SETTLING = 5.0, 1.5


async def measure(bench: Bench) -> Row:
    """Measure how many posts become known, and after how long."""
    files = bench.choose(40_000, 1000)
    async with a_stage() as stage:
        async with stage.bot(haste="") as bot:  # what comes like this is held back, and known all the same
            bench.say(f"writing {files:,} posts")
            stage.newsroom.prepare(files)
            start = time.monotonic()
            await asyncio.to_thread(stage.newsroom.check_out)
            known, at = await _known(bench, stage, bot, files)
        missed = await _missed_by_watchfiles(bench, stage, files)
    lines = [
        Line("posts missed", "", Reading.of(files - known), Target("≤", 0), {WAY: Reading.of(missed)}),
        Line("all known after", "s", Reading.of(at - start)),
    ]
    return Row(name="checkout", title=f"{files:,} files renamed into place at once", lines=lines)


async def _known(bench: Bench, stage: Stage, bot: RunningBot, wanted: int) -> tuple[int, float]:
    """Return how many posts the store knows in the end, and since when."""
    known, since = 0, time.monotonic()
    async with bot.store() as store:
        while known < wanted and time.monotonic() < since + QUIET:
            count = len(await store.ledger.known(str(stage.newsroom.folder)) or ())
            known, since = (count, time.monotonic()) if count != known else (known, since)
            bench.say(f"Sokbo: {known:,} of {wanted:,} known")
            await asyncio.sleep(0.25)
    return known, since


async def _missed_by_watchfiles(bench: Bench, stage: Stage, files: int) -> int:
    bench.say(WAY)
    stage.newsroom.empty()
    stage.newsroom.prepare(files)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.plain.noticing", str(stage.newsroom.posts),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout  # noqa: S101 - piped above
    await process.stdout.readline()
    await asyncio.sleep(1.0)  # it says so just before the first watch is set
    await asyncio.to_thread(stage.newsroom.check_out)
    await asyncio.sleep(bench.choose(*SETTLING))
    printed, _ = await process.communicate(b"")
    return files - int(json.loads(printed))

"""Row: kill -9 in the middle of a broadcast, and a new start."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from benchmarks.results import Line, Reading, Row, Target
from benchmarks.stage import FIRST, a_stage, settled, until
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.broadcast import Broadcast
    from benchmarks.stage import Stage

PATIENCE = 240.0
WAYS = {"before": "a loop that marks the post before", "after": "a loop that marks it after"}
# A breaking alert is sent again where nobody knows whether it arrived; others would wait for the operator.
BREAKING = "alert: breaking\n"


async def measure(bench: Bench) -> Row:
    """Measure what is lost and what is repeated."""
    count = bench.choose(700, 60)
    async with a_stage() as stage:
        stage.people(count)
        ours = await _ours(bench, stage, count)
        ways = bench.choose(WAYS, {"before": WAYS["before"]})
        plain = {name: await _plain(bench, stage, mark, bench.choose(count, 40)) for mark, name in ways.items()}
    lines = [
        Line(
            "chats that got nothing", "", Reading.of(ours.lost), Target("≤", 0),
            {name: Reading.of(one.lost) for name, one in plain.items()},
        ),
        Line(
            "messages repeated", "",
            Reading.of(ours.repeated, note=f"{ours.extra['in flight']:.0f} were in flight"),
            Target("≤", ours.extra["in flight"]), {name: Reading.of(one.repeated) for name, one in plain.items()},
        ),
    ]  # fmt: skip
    return Row(name="kill", title=f"kill -9 in the middle of a broadcast to {count:,} chats", lines=lines)


async def _ours(bench: Bench, stage: Stage, count: int) -> Broadcast:
    accepted = stage.telegram.accepted
    async with stage.bot() as bot:
        await bot.subscribe(range(FIRST, FIRST + count), Platform.TELEGRAM, Kind.PRIVATE)
        start = stage.newsroom.publish(stage.newsroom.draft(BREAKING))
        bench.say("Sokbo: until the middle")
        await until(lambda: len(accepted) >= count // 2, PATIENCE)
        await bot.kill()
    async with stage.bot():
        there = settled(lambda: len({one.chat for one in accepted}), count, patience=PATIENCE, quiet=15.0)
        await bench.counting("Sokbo, started again", lambda: len(accepted), count, there)
        await asyncio.sleep(1.0)  # a repetition would come now
    return stage.seen(Platform.TELEGRAM, count, start, extra={"in flight": await _in_flight(stage)})


async def _in_flight(stage: Stage) -> float:
    """Return how many deliveries the second start took back as uncertain."""
    log = (stage.folder / "bot.log").read_text(encoding="utf-8")
    taken = [line for line in log.splitlines() if "delivery.taken_back" in line and "telegram" in line]
    return float(sum(int(line.partition("count=")[2].split()[0]) for line in taken))


async def _plain(bench: Bench, stage: Stage, mark: str, count: int) -> Broadcast:
    """Kill the loop in the middle and start it again."""
    accepted = stage.telegram.accepted
    earlier = len(accepted)
    start = accepted[-1].at + 1e-6
    words = (mark, stage.folder / f"seen-{mark}.json", stage.newsroom.posts, stage.telegram.url, stage.telegram.token)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.plain.naive", *map(str, words), str(FIRST), str(count),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    bench.say(f"{WAYS[mark]}: until the middle")
    await until(lambda: len(accepted) - earlier >= count // 2, PATIENCE)
    process.kill()
    await process.wait()
    running = stage.plain("naive", *words, FIRST, count)
    await bench.counting(f"{WAYS[mark]}, started again", lambda: len(accepted) - earlier, count, running)
    return stage.seen(Platform.TELEGRAM, count, start)

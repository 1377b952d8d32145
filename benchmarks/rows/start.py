"""Row: from the start of the process to ready, over an archive of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.results import Line, Reading, Row, Target
from benchmarks.stage import a_stage

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.stage import Stage

WAY = "python-frontmatter, reading alone"


async def measure(bench: Bench) -> Row:
    """Measure cold starts, each over an empty store, and warm ones after them."""
    posts, rounds = bench.choose(20_000, 1000), bench.choose(3, 1)
    async with a_stage() as stage:
        bench.say(f"writing {posts:,} posts")
        stage.newsroom.fill(posts)
        cold: list[float] = []
        warm: list[float] = []
        reading: list[float] = []
        peaks: list[float] = []
        for number in range(rounds):
            bench.say(f"round {number + 1} of {rounds}")
            cold.append(await _ready(stage, f"data-{number}", peaks))
            warm.append(await _ready(stage, f"data-{number}", []))
            reading.append(float((await stage.plain("reading", stage.newsroom.posts))["seconds"]))
    lines = [
        Line("cold, to ready", "s", Reading.of(*cold), Target("<", 5), {WAY: Reading.of(*reading)}),
        Line("warm, to ready", "s", Reading.of(*warm), Target("<", 1)),
        Line("largest memory, cold", "MB", Reading.of(*peaks), Target("<", 150)),
    ]
    return Row(name="start", title=f"Start over {posts:,} posts", lines=lines)


async def _ready(stage: Stage, data: str, peaks: list[float]) -> float:
    async with stage.bot(data=data) as bot:
        peaks.append(bot.meter().peak)
        return bot.ready_after

"""Row: a feed of many entries with a new one at its top, and how long reading it holds the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.counting import percentile
from benchmarks.press import a_press
from benchmarks.probing import probed
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.rows.cost import UNLIMITED
from benchmarks.stage import FIRST, a_stage, until
from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.press import Press
    from benchmarks.stage import Stage

SETTINGS = '[pace]\ntelegram_private_seconds = 0\n[[sources]]\nkind = "feed"\nevery = 1.0\nurl = "{url}"\n'
WAYS = {"loop": "feedparser", "thread": "feedparser in a thread"}
PATIENCE = 60.0


async def measure(bench: Bench) -> Row:
    """Measure ours from the answer of the feed's server to the message, the plain ways as far as entries in memory."""
    entries, rounds = bench.choose(500, 100), bench.choose(20, 3)
    async with a_press(entries) as press, a_stage(latency=0.0, telegram=UNLIMITED) as stage:
        took, held, peak = await _ours(bench, stage, press, rounds)
        plain = {}
        for way, name in WAYS.items():
            bench.say(name)
            plain[name] = await stage.plain("feed", press.url, bench.choose(5, 2), way)
    theirs = {
        name: Reading.of(*(one * 1000 for one in report["took"]), note="read only") for name, report in plain.items()
    }
    note = f"p99 {percentile(held, 0.99):.1f} ms of {len(held):,} probes"
    lines = [
        Line("from its server’s answer to the message", "ms", Reading.of(*took), None, theirs),
        Line(
            "event loop held at most", "ms", Reading.of(max(held), note=note), Target("<", 50),
            {name: Reading.of(report["held"] * 1000) for name, report in plain.items()},
        ),
        Line(
            "largest memory of the process", "MB", Reading.of(peak), Target("<", 150),
            {name: Reading.of(report["peak"]) for name, report in plain.items()},
        ),
    ]  # fmt: skip
    return Row(name="feed", title=f"A feed of {entries} entries with a new one, {rounds} times", lines=lines)


async def _ours(bench: Bench, stage: Stage, press: Press, rounds: int) -> tuple[list[float], list[float], float]:
    """Return milliseconds of each new entry to its message, those of each probe meanwhile, and the memory."""
    stage.people(1)
    took, accepted = [], stage.telegram.accepted
    async with stage.bot(SETTINGS.format(url=press.url)) as bot:
        await bot.subscribe([FIRST], Platform.TELEGRAM, Kind.PRIVATE)
        async with probed(bot.url) as held:
            for number in range(rounds):
                bench.say(f"Sokbo: {number} of {rounds}")
                earlier = len(accepted)
                press.publish()
                await until(lambda earlier=earlier: len(accepted) > earlier, PATIENCE)  # type: ignore[misc] # as in rename
                took.append((accepted[-1].at - press.served_at) * 1000)
        return took, held, bot.meter().peak

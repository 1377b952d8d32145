"""Row: what one delivery costs the sender in CPU, at full speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.comparison import Comparison
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.rows import paid, telegram
from benchmarks.stage import a_stage
from benchmarks.wording import RATIO
from bot.sandbox.telegram import Limits

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.broadcast import Broadcast

UNLIMITED = Limits(per_second=None, per_second_paid=None, private_per_second=None, group_per_minute=None)
LIBRARY = "python-telegram-bot"
WAYS = {"bare": "aiohttp alone", "aiohttp": "python-telegram-bot on aiohttp", "default": LIBRARY}


async def measure(bench: Bench) -> Row:
    """Measure ours in the paid broadcast, the others at whatever speed they reach."""
    ours = (await bench.once("paid", lambda: paid.broadcasts(bench)))["Sokbo"]
    both = Comparison(ours, await _plain(bench))
    spent = both.cost(Target("<", 0.7))
    factor = Reading.of(spent.plain[LIBRARY].value / spent.ours.value)
    lines = [
        spent,
        both.store_cost(),
        Line("CPU, python-telegram-bot’s over ours", RATIO, factor, Target("≥", 8)),
        both.line("largest memory of the process", "MB", lambda one: one.peak),
    ]
    return Row(name="cost", title="What a delivery costs at 1,000/s", lines=lines)


async def _plain(bench: Bench) -> dict[str, list[Broadcast]]:
    count, rounds = bench.choose(3000, 200), bench.choose(3, 1)
    runs: dict[str, list[Broadcast]] = {name: [] for name in WAYS.values()}
    async with a_stage(telegram=UNLIMITED) as stage:
        stage.people(count)
        for _ in range(rounds):
            for way, name in WAYS.items():
                runs[name].append(await telegram.plain(bench, stage, way, count))
    return runs

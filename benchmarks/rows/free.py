"""Row: one alert to many Telegram chats at the free thirty a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.comparison import Comparison
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.rows import telegram
from benchmarks.stage import a_stage
from benchmarks.wording import RATIO

if TYPE_CHECKING:
    from benchmarks.bench import Bench

RATE = 30
LIBRARY = "AIORateLimiter, 10 retries"
WAYS = {
    "limiter": "AIORateLimiter",
    "limiter retries": LIBRARY,
    "staggered": "gather, each after its sleep",
    "thirties": "gather of 30, sleep(1)",
}
FEWER = {way: WAYS[way] for way in ("limiter retries", "staggered")}


async def measure(bench: Bench) -> Row:
    """Measure the broadcast."""
    count, fewer = bench.choose(3000, 300), bench.choose(3000, 90)
    async with a_stage() as stage:
        stage.people(count)
        ours = await telegram.ours(bench, stage, count)
        ways = bench.choose(WAYS, FEWER)
        plain = {name: await telegram.plain(bench, stage, way, fewer) for way, name in ways.items()}
    both = Comparison([ours], {name: [one] for name, one in plain.items()})
    factor = Reading.of(plain[LIBRARY].cost / ours.cost)
    lines = [
        both.over_bound(RATE, 1.02),
        both.most_in_a_second(RATE),
        both.refused(),
        both.lost(),
        both.cost(Target("<", 2)),
        both.store_cost(),
        Line("CPU, AIORateLimiter’s with retries over ours", RATIO, factor, Target("≥", 5)),
    ]
    strips = [ours.over_time("Sokbo")]
    strips += [one.over_time(f"python-telegram-bot, {name}") for name, one in plain.items()]
    return Row(name="free", title=f"One alert to {count:,} Telegram chats at 30/s", lines=lines, strips=strips)

"""Row: the same at the thousand a second that Telegram sells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.comparison import Comparison
from benchmarks.results import Row
from benchmarks.rows import telegram
from benchmarks.stage import a_stage

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.broadcast import Broadcast

RATE = 1000
SETTINGS = '[pace]\ntelegram_paid = ["normal"]\n'
SLOW, FAST = "paid limiter retries", "paid limiter retries aiohttp"
WAYS = {SLOW: "AIORateLimiter", FAST: "AIORateLimiter on aiohttp"}


async def measure(bench: Bench) -> Row:
    """Measure the broadcast."""
    runs = dict(await bench.once("paid", lambda: broadcasts(bench)))
    ours = runs.pop("Sokbo")
    both = Comparison(ours, runs)
    lines = [both.over_bound(RATE, 1.04), both.most_in_a_second(RATE), both.refused(), both.lost()]
    return Row(name="paid", title=f"The same at 1,000/s (paid), {ours[0].count:,} chats", lines=lines)


async def broadcasts(bench: Bench) -> dict[str, list[Broadcast]]:
    """Return the broadcasts of each way: ours and the faster one in turn, the slow one once."""
    count, rounds = bench.choose(5000, 1000), bench.choose(3, 1)
    ours, fast, slow = [], [], []
    async with a_stage() as stage:
        stage.people(count)
        for _ in range(rounds):
            ours.append(await telegram.ours(bench, stage, count, SETTINGS))
            fast.append(await telegram.plain(bench, stage, FAST, count))
        slow.append(await telegram.plain(bench, stage, SLOW, bench.choose(count, 150)))
    return {"Sokbo": ours, WAYS[SLOW]: slow, WAYS[FAST]: fast}

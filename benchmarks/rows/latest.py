"""Row: readers' questions over a very large archive, put to the store itself."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.counting import percentile
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.stage import a_stage
from bot.core.pace import Pace
from bot.core.post import Level, Post, post_id
from bot.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from benchmarks.bench import Bench
    from bot.store.store import Store

CATEGORIES = ("News", "Tech", "Sports", "Culture")
FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
CHUNK = 5000
SEED = 7


async def measure(bench: Bench) -> Row:
    """Measure the newest ten of all and of a category."""
    count, questions = bench.choose(100_000, 10_000), bench.choose(2000, 300)
    chance = random.Random(SEED)
    async with a_stage() as stage, open_store(None, stage.folder / "data", "bench", Pace({})) as store:
        await _fill(bench, store, count)
        bench.say(f"asking {questions:,} times")
        newest = await _asked(questions, lambda: store.archive.latest(10))
        of_category = await _asked(questions, lambda: store.archive.latest(10, chance.choice(CATEGORIES)))
    lines = [
        Line("p95 of latest 10", "ms", Reading.of(percentile(newest, 0.95)), Target("<", 5)),
        Line("p95 of latest 10 of a category", "ms", Reading.of(percentile(of_category, 0.95)), Target("<", 5)),
    ]
    return Row(name="latest", title=f"latest over {count:,} posts, {questions:,} questions", lines=lines)


async def _fill(bench: Bench, store: Store, count: int) -> None:
    for start in range(0, count, CHUNK):
        bench.say(f"recording: {start:,} of {count:,} posts")
        posts = [_post(number) for number in range(start, min(count, start + CHUNK))]
        await store.ledger.record("bench", [], quiet=posts)


def _post(number: int) -> Post:
    key = f"_posts/story-{number}.md"
    return Post(
        id=post_id(key),
        key=key,
        title=f"시청 앞 광장, 주말마다 차 없는 거리로! {number}",
        link=f"https://newsdao.kr/news/story-{number}/",
        published_at=FIRST_DAY + timedelta(hours=2 * number),
        excerpt="이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까?",
        categories=(CATEGORIES[number % 4],),
        level=Level.NORMAL,
    )


async def _asked(questions: int, ask: Callable[[], Awaitable[object]]) -> list[float]:
    took = []
    for _ in range(questions):
        at = time.monotonic()
        await ask()
        took.append((time.monotonic() - at) * 1000)
    return took

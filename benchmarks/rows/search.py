"""Row: readers' searches over a very large archive, put to the index itself."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from contextlib import asynccontextmanager
from itertools import chain
from typing import TYPE_CHECKING

from benchmarks.counting import percentile
from benchmarks.plain.searching import LikeSearch
from benchmarks.prose import COMMON, ENGLISH, RARE, Prose
from benchmarks.results import Line, Reading, Row, Target
from benchmarks.stage import a_stage
from bot.commands.run import THREADS_GIVE_WAY
from bot.core.pace import Pace
from bot.pipeline.indexer import Indexer
from bot.search.index import SearchIndex
from bot.store.codec import post_from_json
from bot.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from benchmarks.bench import Bench
    from bot.core.post import Post
    from bot.store.store import Store

CHUNK = 2000
SEED = 7
PAGE = 5
BEAT = 0.005
LONGEST = 600.0  # seconds for the index
WAY = "SQLite, LIKE"


async def measure(bench: Bench) -> Row:
    """Measure how long an index takes to be made, a search takes, and the event loop is held meanwhile."""
    count, questions, fewer = bench.choose(100_000, 10_000), bench.choose(2000, 300), bench.choose(12, 12)
    sys.setswitchinterval(THREADS_GIVE_WAY)  # as the bot's own process has it
    async with a_stage() as stage, open_store(None, stage.folder / "data", "bench", Pace({})) as store:
        with LikeSearch(stage.folder / "like.db") as like:
            await _fill(bench, store, like, count)
            async with SearchIndex(stage.folder / "data", post_from_json) as index, asyncio.TaskGroup() as tasks:
                following = tasks.create_task(Indexer(store.changes, index).run())
                began = time.monotonic()
                async with _watched() as holds_filling:
                    await _until_filled(bench, index, count)
                seconds, size = time.monotonic() - began, _size(stage.folder / "data")
                ours: dict[str, list[float]] = {}
                async with _watched() as holds:
                    for kind in KINDS:
                        ours[kind] = await _asked(bench, index, kind, questions)
                following.cancel()
            plain = {kind: _asked_plainly(bench, like, kind, fewer) for kind in KINDS}
    lines = [_line(f"p95 of {kind}", ours[kind], plain[kind], 0.95, Target("<", 20)) for kind in KINDS]
    every, every_plain = [list(chain.from_iterable(each.values())) for each in (ours, plain)]
    lines += [
        _line("p50 of all", every, every_plain, 0.5, None),
        _line("p95 of all", every, every_plain, 0.95, Target("<", 20)),
        Line("event loop held at most, searching", "ms", Reading.of(max(holds)), Target("<", 20),
             {WAY: Reading.of(max(every_plain))}),
        Line("event loop held at most, making the index", "ms", Reading.of(max(holds_filling)), Target("<", 20)),
        Line("index made anew", "s", Reading.of(seconds)),
        Line("index on the disk", "MB", Reading.of(size)),
    ]  # fmt: skip
    return Row(name="search", title=f"search over {count:,} posts, {questions:,} of each kind", lines=lines)


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "a common word": lambda chance: chance.choice(COMMON),
    "a rare word": lambda chance: chance.choice(RARE),
    "one syllable": lambda chance: chance.choice("시장광버거주노정국대"),
    "two words with particles": lambda chance: f"{chance.choice(COMMON)}에서 {chance.choice(COMMON)}도",
    "a common and a rare word": lambda chance: f"{chance.choice(COMMON)} {chance.choice(RARE)}",
    "a phrase": lambda chance: f'"{chance.choice(COMMON)} {chance.choice(COMMON)}"',
    "a word of Latin letters": lambda chance: chance.choice(ENGLISH),
    "nothing there is": lambda chance: f"{chance.choice(COMMON)} 쀍쀍",
}


async def _fill(bench: Bench, store: Store, like: LikeSearch, count: int) -> None:
    chunk: list[tuple[Post, str]] = []
    for number, story in enumerate(Prose(SEED).stories(count), 1):
        chunk.append(story)
        if len(chunk) == CHUNK or number == count:
            bench.say(f"recording: {number:,} of {count:,} posts")
            await store.ledger.record("bench", [], quiet=[post for post, _ in chunk])
            like.add((post.title, post.excerpt, post.categories[0], text) for post, text in chunk)
            chunk = []


async def _until_filled(bench: Bench, index: SearchIndex, count: int) -> None:
    """Return when the newest post can be found: the store tells of them in their order."""
    async with asyncio.timeout(LONGEST):
        while (found := await index.count()) < count:
            bench.say(f"making the index: {found:,} of {count:,} posts")
            await asyncio.sleep(0.2)


async def _asked(bench: Bench, index: SearchIndex, kind: str, questions: int) -> list[float]:
    chance, took = random.Random(SEED), list[float]()
    bench.say(f"asking for {kind}, {questions:,} times")
    for _ in range(questions):
        words, at = KINDS[kind](chance), time.monotonic()
        await index.find(words, PAGE)
        took.append((time.monotonic() - at) * 1000)
    return took


def _asked_plainly(bench: Bench, like: LikeSearch, kind: str, questions: int) -> list[float]:
    chance, took = random.Random(SEED), list[float]()
    bench.say(f"{WAY}: {kind}, {questions:,} times")
    for _ in range(questions):
        words = KINDS[kind](chance)
        parts = [words.strip('"')] if words.startswith('"') else words.split()
        at = time.monotonic()
        like.find(parts, PAGE)
        took.append((time.monotonic() - at) * 1000)
    return took


@asynccontextmanager
async def _watched() -> AsyncIterator[list[float]]:
    """Note for how many milliseconds the event loop was held, again and again for as long as the block lasts."""
    holds = [0.0]

    async def watch() -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(BEAT)
            holds.append((time.monotonic() - before - BEAT) * 1000)

    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch())
        try:
            yield holds
        finally:
            watching.cancel()


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.glob("search.db*")) / 1e6


def _line(what: str, ours: list[float], plain: list[float], share: float, target: Target | None) -> Line:
    theirs = Reading.of(percentile(plain, share), note=f"{len(plain)} times")
    return Line(what, "ms", Reading.of(percentile(ours, share)), target, {WAY: theirs})

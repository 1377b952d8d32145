"""A long run in bad weather, and what is to be said of it afterwards."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redis.asyncio import Redis

from tests.crash.judge import Verdict
from tests.crash.siege import a_siege
from tests.crash.story import editions
from tests.crash.waiting import until
from tests.soak.counted import MODULE
from tests.soak.meters import Meters
from tests.soak.weather import ABSENT, NotingFaults, Weather

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.crash.siege import Siege

PATIENCE = 240.0  # seconds: a call that hangs is waited for, and who failed again and again waits for minutes
PAUSE = (0.1, 0.7)  # seconds between two turns of the weather


@dataclass(slots=True)
class Report:
    """How a run went: what it met, how things stand at its end, what the bot used halfway and at the end."""

    posts: int = 0
    met: Counter[str] = field(default_factory=Counter)
    verdict: Verdict = field(default_factory=Verdict)
    halfway: Meters | None = None
    at_end: Meters | None = None
    grown: list[str] = field(default_factory=list)
    forgotten: list[int] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Return whether every channel shows what it ought to, and nothing grew."""
        return self.verdict.is_good and not self.grown and not self.forgotten

    def __str__(self) -> str:
        """Tell it all."""
        held, twice, left = len(self.verdict.held), self.verdict.repeated.total(), len(self.verdict.left)
        lines = [
            f"{self.posts} posts; met: {', '.join(f'{name} {count}' for name, count in sorted(self.met.items()))}",
            f"what every chat shows: {'as it ought to be' if self.verdict.is_good else self.verdict}",
            f"sends to Telegram that were in doubt: {held} held, {twice} shown twice, {left} left standing",
            f"readers who came back and hear nothing: {self.forgotten or 'none'}",
            f"halfway: {self.halfway}",
            f"at end:  {self.at_end}",
            f"grown without reason: {self.grown or 'nothing'}",
        ]
        return "\n".join(lines)


async def soak(kind: str, seed: int, seconds: float, tell: Callable[[str], None]) -> Report:
    """Run for so many seconds, with kills at first; then the bot that lives warms up and is measured, twice."""
    report = Report()
    async with a_siege(kind, seed, dress=_dress) as siege:
        weather = Weather(siege, report.met)
        await _run(siege, weather, seconds * 0.4, tell, may_kill=True)
        await _run(siege, weather, seconds * 0.2, tell, may_kill=False)
        halfway = report.halfway = await _calm(siege, weather)
        before = len(siege.story.posts)
        await _run(siege, weather, seconds * 0.4, tell, may_kill=False)
        report.at_end = await _calm(siege, weather)
        report.posts = len(siege.story.posts)
        report.grown = report.at_end.grown_since(halfway, report.posts + 1, report.posts - before)
        report.forgotten = await _forgotten(siege)
        report.verdict = await siege.rest(PATIENCE)
    return report


def _dress(siege: Siege) -> None:
    """Before the services open: note what is in doubt, and who may be absent."""
    telegram, discord = siege.place.telegram, siege.place.discord
    telegram.faults = NotingFaults(telegram, siege.in_flight)
    discord.faults = discord._door._faults = NotingFaults(discord, siege.in_flight)
    siege.place.absent.update(ABSENT)
    siege.module = MODULE


async def _run(siege: Siege, weather: Weather, seconds: float, tell: Callable[[str], None], *, may_kill: bool) -> None:
    end = told = time.monotonic()
    end += seconds
    while (now := time.monotonic()) < end:
        await weather.turn(may_kill=may_kill)
        await asyncio.sleep(siege.chance.uniform(*PAUSE))
        if now - told > 20:
            told = now
            tell(f"{end - now:4.0f} s to go, {len(siege.story.posts)} posts")


async def _calm(siege: Siege, weather: Weather) -> Meters:
    """Let everything come to rest, and read the meters."""
    weather.clear()
    await siege.rest(PATIENCE)
    async with Redis.from_url(siege.store.url, decode_responses=True) as redis:
        return await Meters.read(siege, redis)


async def _forgotten(siege: Siege) -> list[int]:
    """Return those who blocked the bot, took it back, and do not get the next post."""
    post = siege.story.publish()

    def missing() -> list[int]:
        return [one for one in ABSENT if (post.number, 1) not in map(editions, siege.place.texts(one))]

    try:
        await until(lambda: not missing())
    except AssertionError:
        return missing()
    return []

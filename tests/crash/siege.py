"""A bot between a newsroom and a place, killed again and again: what was under way each time, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import aiohttp
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.core.pace import Pace
from bot.store.store import open_store
from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import HASTE_IN_TOML, Newsroom
from tests.crash.evidence import Evidence, gather, held, time_passes, unrest
from tests.crash.judge import Verdict, judge
from tests.crash.outages import a_disk
from tests.crash.place import SETTINGS, Place, subscribers
from tests.crash.store import OwnStore, Store, a_store
from tests.crash.story import Story
from tests.crash.waiting import PATIENCE
from tests.process.bot import BotProcess

if TYPE_CHECKING:
    import signal
    from collections.abc import AsyncIterator, Callable

    from tests.crash.judge import Delivery

LAST_WORDS = 3000  # characters of a bot that a failure quotes
NATURALLY = 0.05  # the share of deaths after which the next bot waits out the dead one's eight seconds


class Siege:
    """One bot and its store. `in_flight` counts, for each send, the kills at which it was under way."""

    def __init__(self, place: Place, store: Store, folder: Path, seed: int) -> None:
        self.place = place
        self.store = store
        self.newsroom = Newsroom(folder / "site")
        self.story = Story(self.newsroom, seed)
        self.chance = self.story.chance
        self.in_flight: Counter[Delivery] = Counter()
        self.starts = 0
        self.module = "bot"
        self._bot: BotProcess | None = None
        self._address = ""
        self._folder = folder
        (folder / "sokbo.toml").write_text(SETTINGS + HASTE_IN_TOML, encoding="utf-8")

    async def begin(self) -> None:
        """Let everybody subscribe, and the bot take its first look."""
        self.newsroom.publish("old", "지난 기사")
        async with self.store.opened(), open_store(self.store.url, Path(), "siege", Pace({})) as opened:
            await opened.roster.put_all(subscribers())
        await self.start()
        await self._running.says("source.baseline")

    async def start(self) -> None:
        """Start the bot, and the store where it was killed."""
        await self.store.revive()
        self.starts += 1
        variables = self.place.environment | self.store.environment
        variables |= {"CONFIG": str(self._folder / "sokbo.toml"), "SITE": str(self.newsroom.folder)}
        self._address = f"127.0.0.1:{free_port()}"
        variables |= {"HTTP_ADDRESS": self._address}
        self._bot = await BotProcess.start(self._folder / f"{self.starts}.output", variables, "run", module=self.module)

    def kill_now(self) -> None:
        """Kill the bot at this very moment."""
        if not self._running.is_over:
            self._running._process.kill()

    async def bury(self) -> Evidence:
        """Return what the killed bot left behind; its sends under way may from now on be doubtful."""
        await self._running._process.wait()
        async with self.store.opened() as redis:
            evidence = await gather(redis)
            if not isinstance(self.store, OwnStore) and self.chance.random() > NATURALLY:
                await time_passes(redis)
        self.in_flight.update(evidence.sends)
        return evidence

    async def rest(self, patience: float = PATIENCE) -> Verdict:
        """Return how things stand when nothing is on its way any more, or when patience (seconds) is at its end."""
        deadline = time.monotonic() + patience
        verdict = await self._verdict()
        while not verdict.is_good and time.monotonic() < deadline and not self._running.is_over:
            await asyncio.sleep(0.05)
            verdict = await self._verdict()
        assert not self._running.is_over, f"the bot ended by itself: {self.output[-4000:]}"
        return verdict

    @property
    def output(self) -> str:
        """Return what this run of the bot has printed and logged."""
        return self._running.output

    @property
    def pid(self) -> int:
        """Return the bot's process."""
        return self._running._process.pid

    def signal(self, number: signal.Signals) -> None:
        """Send the bot a signal."""
        self._running._process.send_signal(number)

    async def is_not_ready(self, reason: str) -> None:
        """Return when the bot says that it is not ready, for a reason that begins like this."""
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
            while True:
                async with session.get(f"http://{self._address}/readyz") as answer:
                    if any(one.startswith(reason) for one in (await answer.json())["reasons"]):
                        return
                await asyncio.sleep(0.02)

    async def close(self) -> None:
        """Kill whatever runs."""
        if self._bot is not None:
            self.kill_now()
            await self._bot._process.wait()
        await self.store.close()

    @property
    def _running(self) -> BotProcess:
        assert self._bot is not None, "the siege has begun"
        return self._bot

    async def _verdict(self) -> Verdict:
        """Judge, if everything is at rest."""
        posts = 1 + sum(post.is_there for post in self.story.posts.values())
        try:
            async with Redis.from_url(self.store.url, decode_responses=True, socket_timeout=2) as redis:
                if words := await unrest(redis, str(self.newsroom.folder), posts):
                    return Verdict(unrest=words)
                return judge(self.place, self.story, self.in_flight, await held(redis))
        except (RedisError, OSError) as error:
            return Verdict(unrest=f"the store does not answer: {error}")


@asynccontextmanager
async def a_siege(
    kind: str, seed: int, *, with_disk: bool = False, dress: Callable[[Siege], None] = lambda _: None
) -> AsyncIterator[Siege]:
    """Begin a siege over a kind of store, and clear it away; `dress` may change it before the services open.

    Raises `PermissionError` where a disk of its own can't be mounted.
    """
    with TemporaryDirectory(prefix="sokbo-") as name, ExitStack() as stack:  # short, for the sake of sockets
        folder = Path(name)
        if with_disk and not stack.enter_context(a_disk(folder / "data")):
            raise PermissionError("a file system of its own needs root")
        siege = Siege(Place(), a_store(kind, folder), folder, seed)
        dress(siege)
        async with siege.place.open():
            try:
                await siege.begin()
                yield siege
            except Exception as error:
                if siege.starts:
                    error.add_note(f"the bot said at last: {siege.output[-LAST_WORDS:]}")
                raise
            finally:
                await siege.close()

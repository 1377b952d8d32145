"""A web server that plays feeds, and a clock that is turned by hand."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from aiohttp import web

from bot.sources.feed.reading.reader import Reader
from bot.sources.feed.source import FeedSource
from bot.sources.feed.timetable import Timetable
from bot.web.manners import Manners

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.core.post import Post
    from bot.core.sighting import Problem, Sighting

    Play: TypeAlias = "Callable[[web.Request], Awaitable[web.StreamResponse]]"

PATIENCE = 30.0


class Press:
    """Answers each path as it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[web.Request] = []
        self._plays: dict[str, Play] = {}

    def print(self, text: str | bytes, path: str = "/feed.xml", status: int = 200, **headers: str) -> None:
        """Let a path answer just this from now on; in a header's name `_` stands for `-`."""
        body = text.encode() if isinstance(text, str) else text
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Type", "application/xml")

        async def answer(_: web.Request) -> web.Response:
            return web.Response(body=body, status=status, headers=named)

        self.play(answer, path)

    def play(self, play: Play, path: str = "/feed.xml") -> None:
        """Let a path answer by a function."""
        self._plays[path] = play

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        self.requests.append(request)
        play = self._plays.get(request.path)
        return await play(request) if play else web.Response(status=404)

    @property
    def paths(self) -> list[str]:
        """The paths asked for so far."""
        return [request.path for request in self.requests]


@asynccontextmanager
async def serving(app: web.Application, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve an application on loopback for as long as the block lasts; give its address."""
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def a_press() -> AsyncIterator[Press]:
    """Run a press for as long as the block lasts."""
    press = Press()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", press.answer)
    async with serving(app) as press.url:
        yield press


class Clock:
    """The source's rests: each lasts until the test lets it be over."""

    def __init__(self) -> None:
        self.rests: list[float] = []
        self.called = asyncio.Event()
        self._begun = asyncio.Event()
        self._over = asyncio.Event()

    async def __call__(self, seconds: float, called: asyncio.Event) -> None:
        """Rest."""
        self.called = called
        self.rests.append(seconds)
        self._begun.set()
        await self._over.wait()
        self._over.clear()

    async def until_rest(self) -> None:
        """Return when the source rests."""
        async with asyncio.timeout(PATIENCE):
            await self._begun.wait()

    async def look(self) -> float:
        """Let the source look once more; return for how long it means to rest after that."""
        await self.until_rest()
        self._begun.clear()
        self._over.set()
        await self.until_rest()
        return self.rests[-1]


class Seen:
    """A source at work, and what it has shown."""

    def __init__(self, source: FeedSource, clock: Clock) -> None:
        self.source = source
        self.clock = clock
        self.sightings: list[Sighting] = []

    @property
    def posts(self) -> list[Post]:
        """The posts of the last sighting."""
        return list(self.sightings[-1].posts)

    @property
    def titles(self) -> list[str]:
        """Their titles."""
        return [post.title for post in self.posts]

    @property
    def problems(self) -> list[Problem]:
        """The problems of the last sighting."""
        return list(self.sightings[-1].problems.values())

    async def keep(self) -> None:
        """Take in sightings for ever."""
        async for sighting in self.source.sightings():
            self.sightings.append(sighting)


def a_source(address: str, clock: Clock, **fields: Any) -> FeedSource:
    """Return a source that pauses for nobody."""
    defaults: dict[str, Any] = {
        "timetable": Timetable(120.0),
        "manners": Manners(0.0),
        "reader": Reader(),
        "user_agent": "Sokbo",
        "rest": clock,
    }
    return FeedSource("", address, **(defaults | fields))


@asynccontextmanager
async def watching(address: str, **fields: Any) -> AsyncIterator[Seen]:
    """Watch a feed for as long as the block lasts, from after the first look."""
    clock = Clock()
    seen = Seen(a_source(address, clock, **fields), clock)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(seen.keep())
        try:
            await clock.until_rest()
            yield seen
        finally:
            task.cancel()

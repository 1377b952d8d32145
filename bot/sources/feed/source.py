"""The feed source: looks at a feed for as long as the bot runs, and survives whatever the web answers."""

from __future__ import annotations

import asyncio
import hashlib
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import structlog
from aiohttp import ClientTimeout
from yarl import URL

from bot.core.sighting import Sighting
from bot.sources.feed.fetching import Unreachable, shown
from bot.sources.feed.reading.feed import NotAFeed
from bot.sources.feed.visitor import Visitor
from bot.sources.feed.websub.asking import keep_subscribed
from bot.sources.feed.websub.door import door
from bot.sources.feed.websub.subscription import Subscription
from bot.web.guard import open_session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientSession

    from bot.core.ports.sources import Versions
    from bot.sources.feed.reading.reader import Reader
    from bot.sources.feed.timetable import Timetable
    from bot.sources.feed.visitor import Look
    from bot.web.manners import Manners

log = structlog.get_logger()
TIMEOUT = 60.0  # seconds that one answer may take, redirects included
AGAIN = 10.0  # seconds after a call that showed nothing new: caches may lag behind the hub


class Rest(Protocol):
    """Waits between two looks."""

    async def __call__(self, seconds: float, called: asyncio.Event) -> None:
        """Return after so many seconds, or as soon as the source is called."""


async def rest(seconds: float, called: asyncio.Event) -> None:
    """Wait as `Rest` says, by the clock."""
    try:
        async with asyncio.timeout(seconds):
            await called.wait()
    except TimeoutError:
        pass


class FeedSource:
    """A feed. `trouble` says why it can't be read; `doors` has where its hub calls, if the bot can be called at all.

    `word` is the store's secret, at most 64 characters, without which nobody guesses where that is.
    """

    def __init__(
        self,
        name: str,
        address: str,
        *,
        timetable: Timetable,
        manners: Manners,
        reader: Reader,
        user_agent: str,
        public_url: str = "",
        word: str = "",
        timeout: float = TIMEOUT,
        rest: Rest = rest,
    ) -> None:
        self.name = name or shown(address)
        self.trouble = ""
        self.looked_at: datetime | None = None
        self._address = address
        self._timetable = timetable
        self._manners = manners
        self._reader = reader
        self._user_agent = user_agent
        self._timeout = ClientTimeout(timeout)
        self._rest = rest
        self._called = asyncio.Event()
        self._subscription = Subscription()
        place = hashlib.blake2b(address.encode(), key=word.encode(), digest_size=16)  # which only its hub is told
        path = f"/websub/{place.hexdigest()}/"
        self._callback = f"{public_url.rstrip('/')}{path}" if public_url else ""
        self.doors = {path: door(self.name, self._subscription, self._called.set)} if public_url else {}

    async def look_once(self) -> Sighting:
        """Return what the feed shows now. Raises `Unreachable` and `NotAFeed`."""
        async with self._open_session() as session:
            look = await self._visitor().look(session)
        return look.sighting or Sighting(self.name, (), complete=False)

    async def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:
        """Yield what each look shows that has anything new; what keeps it from looking is told once, and waited out."""
        del versions  # a feed comes whole or not at all
        visitor, failures = self._visitor(), 0
        async with self._open_session() as session:
            while True:
                is_called = self._called.is_set()
                self._called.clear()
                try:
                    look = await visitor.look(session, must_be_new=is_called)
                except (Unreachable, NotAFeed) as error:
                    self._fail(str(error))
                    failures += 1
                    asked = error.pause if isinstance(error, Unreachable) else None
                    is_asked = asked is not None
                    pause = self._timetable.after_failures(failures, asked, random.random())
                else:
                    failures, is_asked = 0, False
                    self.looked_at = datetime.now(UTC)
                    self._recover()
                    if look.sighting:
                        yield look.sighting
                    await self._listen_to_hub(session, look)
                    pause = self._pause(look, is_called=is_called)
                # Where the server asked to be left alone, its hub has no say.
                await self._rest(pause, asyncio.Event() if is_asked else self._called)

    def _visitor(self) -> Visitor:
        return Visitor(self.name, self._address, self._manners, self._reader)

    def _open_session(self) -> ClientSession:
        home = URL(self._address).host or ""
        return open_session(home, timeout=self._timeout, user_agent=self._user_agent)

    def _pause(self, look: Look, *, is_called: bool) -> float:
        pause = self._timetable.after_look(look.floor)
        return min(pause, AGAIN) if is_called and look.sighting is None else pause

    async def _listen_to_hub(self, session: ClientSession, look: Look) -> None:
        if self._callback and look.hub:
            await keep_subscribed(session, self.name, self._subscription, look.hub, self._callback)

    def _fail(self, why: str) -> None:
        if not self.trouble:
            log.error("source.unreadable", source=self.name, problem=why)
        self.trouble = why

    def _recover(self) -> None:
        if self.trouble:
            log.info("source.readable", source=self.name)
            self.trouble = ""

"""Looks at a feed: asks for it, has it read where it is a new one, and remembers what the next question needs."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import structlog
from yarl import URL

from bot.core.sighting import Authority, Problem, Sighting
from bot.sources.feed.fetching import Answer, Unreachable, Validators, fetch, shown
from bot.sources.feed.hub import Hub
from bot.sources.feed.posts import Clippings
from bot.sources.feed.reading.feed import Feed, NotAFeed

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from bot.sources.feed.reading.reader import Reader
    from bot.web.manners import Manners

log = structlog.get_logger()


class Look(NamedTuple):
    """What a look showed: a sighting where there was anything new; how soon the next may come, and who would call."""

    sighting: Sighting | None
    floor: float
    hub: Hub | None


class Visitor:
    """Visits one feed. Nothing that it remembers outlives it: to forget costs one whole answer."""

    def __init__(self, name: str, address: str, manners: Manners, reader: Reader) -> None:
        self._name = name
        self._address = self._asked_at = address
        self._manners = manners
        self._reader = reader
        self._clippings = Clippings(shown(address))
        self._validators = Validators()
        self._digest = b""
        self._last = Feed(())

    async def look(self, session: ClientSession, *, must_be_new: bool = False) -> Look:
        """Look once. Raises `Unreachable` and `NotAFeed`; the next look then asks at the settings' address again."""
        try:
            async with self._manners.turn(URL(self._asked_at).host or ""):
                answer = await fetch(session, self._asked_at, self._validators, must_be_new=must_be_new)
            sighting = await self._read(answer)
        except (Unreachable, NotAFeed):
            if self._asked_at != self._address:
                self._asked_at, self._validators = self._address, Validators()
            raise
        self._follow(answer.moved_to)
        hub = answer.hub or self._last.hub
        hub = Hub(hub.address, hub.topic or answer.address) if hub else None
        return Look(sighting, max(answer.floor, self._last.floor), hub)

    async def _read(self, answer: Answer) -> Sighting | None:
        """Return what is new in the answer, None where it says what the one before said."""
        if answer.body is None:
            return None
        digest = hashlib.sha256(answer.body).digest()
        if digest != self._digest:
            # Relative addresses begin at the settings' address, wherever the feed is found today: a feed that moves
            # must not look like another one.
            feed = await self._reader.read(answer.body, answer.content_type, shown(self._address))
            sighting = self._sighting(feed)
            self._last, self._digest = feed, digest
        else:
            sighting = None
        self._validators = answer.validators
        if self._last.is_cut:  # the whole of it must not be taken for what is known already
            self._validators, self._digest = Validators(), b""
        return sighting

    def _sighting(self, feed: Feed) -> Sighting:
        """Return what the feed shows: a window, from which posts go by themselves."""
        posts, problems = self._clippings.take(feed, datetime.now(UTC))
        end = f"{shown(self._address)}#end"
        if feed.is_cut:
            what, remedy = "the feed breaks off before its end", "Look at what writes it; it is read again."
            problems[end] = Problem(shown(self._address), what, remedy)
        is_mended = self._last.is_cut and not feed.is_cut
        return Sighting(
            self._name,
            tuple(posts),
            complete=False,
            withdrawn=frozenset({end} if is_mended else ()),
            problems=problems,
            authority=Authority.FEED,
        )

    def _follow(self, moved_to: str) -> None:
        if moved_to != self._asked_at:
            log.warning("source.moved", source=self._name, to=shown(moved_to))
            self._asked_at = moved_to

"""Looks again and again how things stand, and has the admin chats told what an operator must know."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.core.errors import StoreError
from bot.core.notice import Matter, Notice
from bot.core.vigil import Vigil
from bot.notices.leftovers import Leftovers
from bot.notices.readmission import Readmission

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence

    from bot.core.delivery import Channel
    from bot.core.ports.operators import Held, Notices, Uncertain
    from bot.core.ports.readers import NamedRoster, Rights

log = structlog.get_logger()
BEAT = 1.0  # seconds between two looks
SHOWN = 3  # titles of what is held


class Part(Protocol):
    """A part of the bot that knows how something stands: a watcher, a bureau."""

    @property
    def notices(self) -> Iterable[Notice]:
        """Return what an operator must know of it, or that there is nothing; what it can't tell is left out."""

    @property
    def charges(self) -> Iterable[str]:
        """Return the keys of the notices that there may be of it, in this process or another."""


class Lookout:
    """Asks the parts of this process and the store, and blocks none of them.

    Each process looks: a source is known to who watches it. What several see, the store tells once. `chats` are where
    the notices go.
    """

    def __init__(
        self,
        notices: Notices,
        chats: Callable[[], Awaitable[Sequence[Channel]]],
        parts: Sequence[Part],
        *,
        held: Held,
        uncertain: Uncertain,
        roster: NamedRoster,
        rights: Rights,
    ) -> None:
        self._notices = notices
        self._chats = chats
        self._parts = parts
        self._held = held
        self._uncertain = uncertain
        self._roster = roster
        self._leftovers = Leftovers(roster)
        self._readmission = Readmission(rights)
        self._vigil = Vigil()

    async def run(self) -> None:
        """Look until cancelled, through every outage of the store."""
        while True:
            try:
                await self._look()
            except StoreError as error:
                log.warning("lookout.store_failed", why=str(error))
            await asyncio.sleep(BEAT)

    async def _look(self) -> None:
        seen = [*chain.from_iterable(part.notices for part in self._parts)]
        seen += [notice async for notice in self._in_the_store()]
        now = asyncio.get_running_loop().time()
        for notice in self._vigil.see(seen, now):
            if await self._notices.tell(notice, await self._chats()):
                log.info("notice.told", matter=notice.matter, about=notice.about, is_over=notice.is_over)
            self._vigil.told(notice, now)

    async def _in_the_store(self) -> AsyncIterator[Notice]:
        """Yield how things stand that outlive a process."""
        yield await self._held_posts()
        count = await self._uncertain.count()
        yield Notice(matter=Matter.UNCERTAIN, count=count, is_over=not count)
        named = await self._roster.named() | {chat.id for chat in await self._chats()}
        told = await self._notices.open()
        for channel in await self._roster.some(sorted(named)):
            yield await self._notice_of(channel, told)
        charges = {f"{Matter.CHANNEL} {one}" for one in named}.union(*(part.charges for part in self._parts))
        # Bots that are replaced one by one have other settings for a while: what is none of ours may be another's.
        async for notice in self._leftovers.among(told, await self._notices.look_after(charges)):
            yield notice

    async def _notice_of(self, channel: Channel, told: Collection[str]) -> Notice:
        """Return how the channel stands; of one that was told of and is not suspended any more, once that is sure."""
        notice = Notice(matter=Matter.CHANNEL, about=channel.id, why=channel.suspended, is_over=not channel.suspended)
        if channel.suspended or notice.key not in told:
            self._readmission.forget(channel)
            return notice
        why = await self._readmission.hindrance(channel)
        return replace(notice, why=why, is_over=not why)

    async def _held_posts(self) -> Notice:
        count = await self._held.count()
        first = await self._held.first(SHOWN) if count else ()
        titles = tuple(one.post.title or one.post.link for one in first)
        why = first[0].why if first else ""
        return Notice(matter=Matter.HELD, why=why, count=count, titles=titles, is_over=not first)

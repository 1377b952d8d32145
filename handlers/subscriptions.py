"""Channels as readers change them: read, decide and write, one change of a channel at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.delivery import Channel, Language, Wishes
    from bot.core.hours import Hours
    from bot.core.ports.readers import Roster
    from bot.core.readers.conversation import Query


class Subscriptions:
    """The one place where commands and panels write a channel.

    Two presses that come at once do not undo each other: the process that listens on a platform is the only one that
    answers readers there, so a lock in it is enough.
    """

    def __init__(self, roster: Roster, clock: Callable[[], datetime]) -> None:
        self._roster = roster
        self._clock = clock
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def now(self) -> datetime:
        """Return the aware present."""
        return self._clock()

    async def known(self, query: Query) -> Channel | None:
        """Return the channel that the question is about, None where it never subscribed."""
        return await self._roster.get(query.channel.id)

    async def present(self, query: Query) -> Channel:
        """Return the channel that the question is about, as the platform describes it where it never subscribed."""
        return await self.known(query) or query.channel

    async def wish(
        self, query: Query, decide: Callable[[Wishes | None], Wishes | None]
    ) -> tuple[Wishes | None, Channel]:
        """Give the channel the wishes that are decided on from those it has; return those it had, and the channel.

        One that is new, or comes back, begins now and speaks the asker's language. Whoever is asked here is not refused
        any more, so a suspension ends.
        """
        async with self._lock(query):
            before = await self.known(query)
            had = before.wishes if before else None
            wishes = decide(had)
            if before is None and wishes is None:
                return None, query.channel
            return had, await self._save(self._subscribed(before, query, wishes))

    async def speak(self, query: Query, language: Language) -> Channel:
        """Let the channel be spoken to in a language that was chosen; return the channel."""
        async with self._lock(query):
            channel = await self.present(query)
            return await self._save(replace(channel, language=language, has_chosen_language=True))

    async def set_hours(self, query: Query, decide: Callable[[Hours], Hours]) -> Channel:
        """Give the channel the hours that are decided on from those it has; return the channel."""
        async with self._lock(query):
            channel = await self.present(query)
            hours = decide(channel.hours)
            return channel if hours == channel.hours else await self._save(replace(channel, hours=hours))

    async def set_role(self, query: Query, level: Level, role: str) -> Channel:
        """Let alerts of a level mention the role in the channel, none where it is empty; return the channel."""
        async with self._lock(query):
            channel = await self.present(query)
            roles = dict(channel.roles) | {level: role}
            kept = tuple((one, roles[one]) for one in Level if roles.get(one))
            return channel if kept == channel.roles else await self._save(replace(channel, roles=kept))

    def _subscribed(self, before: Channel | None, query: Query, wishes: Wishes | None) -> Channel:
        seen = query.channel
        channel = before or seen
        if wishes is None:
            return replace(channel, wishes=None)
        if channel.wishes is None:
            spoken = seen.language if query.about else query.asker.language
            language = channel.language if channel.has_chosen_language else spoken
            channel = replace(channel, since=self.now, language=language)
        return replace(channel, wishes=wishes, kind=seen.kind, title=seen.title or channel.title, suspended="")

    async def _save(self, channel: Channel) -> Channel:
        await self._roster.put(channel)
        return channel

    def _lock(self, query: Query) -> asyncio.Lock:
        return self._locks.setdefault(query.channel.id, asyncio.Lock())

"""Channels as readers change them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.delivery import Channel, Language, Wishes
    from bot.core.hours import Hours
    from bot.core.ports.readers import Roster
    from bot.core.readers.conversation import Asker, Query


class Subscriptions:
    """Where commands and panels write a channel, each change as it is decided on from what stands there by then."""

    def __init__(self, roster: Roster, clock: Callable[[], datetime]) -> None:
        self._roster = roster
        self._clock = clock

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
        had: Wishes | None = None

        def wished(before: Channel | None) -> Channel | None:
            nonlocal had
            had = before.wishes if before else None
            wishes = decide(had)
            return None if before is None and wishes is None else self._subscribed(before, query, wishes)

        channel = await self._change(query, wished)
        return had, channel

    async def speak(self, query: Query, language: Language) -> Channel:
        """Let the channel be spoken to in a language that was chosen; return the channel."""
        return await self._change(
            query, lambda known: replace(known or query.channel, language=language, has_chosen_language=True)
        )

    async def set_hours(self, query: Query, decide: Callable[[Hours], Hours]) -> Channel:
        """Give the channel the hours that are decided on from those it has; return the channel."""

        def at_other_hours(known: Channel | None) -> Channel | None:
            channel = known or query.channel
            hours = decide(channel.hours)
            return None if hours == channel.hours else replace(channel, hours=hours)

        return await self._change(query, at_other_hours)

    async def set_role(self, query: Query, level: Level, role: str) -> Channel:
        """Let alerts of a level mention the role in the channel, none where it is empty; return the channel."""

        def mentioning(known: Channel | None) -> Channel | None:
            channel = known or query.channel
            roles = dict(channel.roles) | {level: role}
            kept = tuple((one, roles[one]) for one in Level if roles.get(one))
            return None if kept == channel.roles else replace(channel, roles=kept)

        return await self._change(query, mentioning)

    async def keep(self, asker: Asker, channel: Channel, *, is_open: bool) -> Channel:
        """Let whoever asks be the keeper of a channel as its platform describes it; return the channel.

        Where it `is_open` to alerts, as its platform says just now, a suspension ends.
        """

        def kept(known: Channel | None) -> Channel:
            current = known or replace(channel, language=asker.language)
            title, suspended = channel.title or current.title, "" if is_open else current.suspended
            return replace(current, kind=channel.kind, title=title, keeper=asker.user, suspended=suspended)

        return await self._roster.change(channel.id, kept) or channel

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

    async def _change(self, query: Query, decide: Callable[[Channel | None], Channel | None]) -> Channel:
        return await self._roster.change(query.channel.id, decide) or query.channel

"""The chats of those who run the bot, wherever they live by now."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.delivery import Channel, Platform
    from bot.core.ports.readers import NamedRoster


class AdminChats:
    """The admin chats that the settings name."""

    def __init__(self, roster: NamedRoster, named: Sequence[Channel]) -> None:
        self._roster = roster
        self._named = self._known = named

    def appoint(self, named: Sequence[Channel]) -> None:
        """Let these be the admin chats from now on."""
        self._named = self._known = named

    @property
    def known(self) -> Sequence[Channel]:
        """Return the chats at the addresses that were known last, without asking the store."""
        return self._known

    async def all(self) -> Sequence[Channel]:
        """Return the chats at the addresses they have now: a group that is upgraded moves."""
        self._known = [await self._roster.at_present(chat) for chat in self._named]
        return self._known

    async def reached_by(self, platforms: Collection[Platform]) -> Sequence[Channel]:
        """Return those on these platforms."""
        return [chat for chat in await self.all() if chat.platform in platforms]

    async def has(self, channel_id: str) -> bool:
        """Return whether this is one of them."""
        return any(chat.id == channel_id for chat in await self.all())

    async def enrol(self) -> None:
        """Let them be written to, and forget that one was suspended; one that gets alerts as well keeps its wishes."""
        for chat in await self.all():
            await self._roster.change(chat.id, partial(_enrolled, chat))


def _enrolled(chat: Channel, known: Channel | None) -> Channel:
    return replace(known, suspended="") if known and known.wishes else chat

"""What the admin chats were told of, and nobody looks after any more: its source, platform or channel was taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.delivery import Channel, Platform
from bot.core.notice import Matter, Notice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from bot.core.ports.readers import NamedRoster

OF_SETTINGS: Final = {Matter.SOURCE, Matter.GONE, Matter.PLATFORM, Matter.CHANNEL, Matter.ROOM, Matter.NAME}


class Leftovers:
    """Finds in the store what was told and would never end: to take the broken part out is a remedy, too."""

    def __init__(self, roster: NamedRoster) -> None:
        self._roster = roster

    async def among(self, told: Collection[str], charges: Collection[str]) -> AsyncIterator[Notice]:
        """Yield how each thing stands that was told and is none of the `charges`; both are keys of notices."""
        for key in sorted(told):
            matter, _, about = key.partition(" ")
            if matter not in OF_SETTINGS or key in charges:
                continue
            dropped = Notice(matter=Matter(matter), about=about, is_over=True, is_dropped=True)
            moved = await self._moved(about, charges) if dropped.matter is Matter.CHANNEL else None
            yield dropped if moved is None else _as_it_is(moved, about)

    async def _moved(self, channel_id: str, charges: Collection[str]) -> Channel | None:
        """Return the channel where it is looked after under another id by now."""
        platform, _, address = channel_id.partition(":")
        there = await self._roster.at_present(Channel(platform=Platform(platform), address=address))
        return await self._roster.get(there.id) if f"{Matter.CHANNEL} {there.id}" in charges else None


def _as_it_is(channel: Channel, told_as: str) -> Notice:
    return Notice(matter=Matter.CHANNEL, about=told_as, why=channel.suspended, is_over=not channel.suspended)

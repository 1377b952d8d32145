"""Whether a channel that the settings call by its @name is still called so, or another one is by now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.delivery import Platform
from bot.core.notice import Matter, Notice
from bot.core.readers.conversation import Asker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.delivery import Channel
    from bot.core.ports.readers import RenamingRoster, Rights

EVERY = 3600.0  # seconds between two looks: names change hands rarely, and alerts go to the number in any case


class Names:
    """Asks Telegram from time to time what the names in the settings mean by now, in the one process that has to."""

    def __init__(self, roster: RenamingRoster, rights: Rights, named: Sequence[Channel]) -> None:
        self._roster = roster
        self._rights = rights
        self._taken: dict[str, str] = {}
        self._next = 0.0
        self.appoint(named)

    def appoint(self, named: Sequence[Channel]) -> None:
        """Let these be the channels of the settings from now on, admin chats among them."""
        self._named = list({one.address: one for one in named if is_name(one)}.values())
        self._next = 0.0

    @property
    def charges(self) -> Iterator[str]:
        """Yield the keys of what may be told of the names, whichever process asks."""
        return (f"{Matter.NAME} {one.address}" for one in self._named)

    @property
    def notices(self) -> Iterator[Notice]:
        """Yield of each name that was asked for whether another channel has taken it."""
        for address, why in self._taken.items():
            yield Notice(matter=Matter.NAME, about=address, why=why, is_over=not why)

    async def look(self) -> None:
        """Ask, if it is time; raises `StoreError` and `PlatformError`, and is tried again then."""
        now = asyncio.get_running_loop().time()
        if now < self._next:
            return
        self._taken = {one.address: await self._taker(one) for one in list(self._named)}
        self._next = now + EVERY

    def forget(self) -> None:
        """Leave it to another process."""
        self._taken, self._next = {}, 0.0

    async def _taker(self, name: Channel) -> str:
        """Return who has the name now in place of the channel that it meant, nothing where nobody has."""
        meant = await self._roster.at_present(name)
        found = None if meant.id == name.id else await self._rights.find(name.address, Asker(name, "", name.language))
        if found is None or found.id == meant.id:
            return ""
        return f"it meant {meant.address}, and is {found.address} now ({found.title})"


def is_name(channel: Channel) -> bool:
    """Return whether the channel is called by an @name, which Telegram alone has."""
    return channel.platform is Platform.TELEGRAM and channel.address.startswith("@")

"""Has channels that the settings call by an @name known by their number, as everybody else knows them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.channels.names import is_name
from bot.core.delivery import Channel, Platform
from bot.core.errors import PlatformError, StoreError
from bot.core.readers.conversation import Asker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from bot.channels.names import Names
    from bot.core.ports.readers import RenamingRoster, Rights

log = structlog.get_logger()
BEAT = 5.0  # seconds between two looks at the settings' channels, and between two tries while Telegram is away
RARELY = 12  # beats until a name that Telegram knows no channel by is asked for again


class Registrar:
    """Asks Telegram once for the number behind each name, and the store remembers it, whatever becomes of the name.

    Nobody waits for it: until the number is found, alerts go to the name. Beside that the `names` are looked after.
    """

    def __init__(
        self,
        roster: RenamingRoster,
        rights: Rights,
        admin_chats: Callable[[], Awaitable[Sequence[Channel]]],
        names: Names,
    ) -> None:
        self._roster = roster
        self._rights = rights
        self._admin_chats = admin_chats
        self._names = names
        self._unknown: dict[str, int] = {}

    async def run(self) -> None:
        """Look until cancelled, through every outage."""
        try:
            while True:
                try:
                    await self._look()
                    await self._names.look()
                except (StoreError, PlatformError) as error:
                    log.warning("registrar.failed", why=str(error))
                await asyncio.sleep(BEAT)
        finally:
            self._names.forget()

    async def _look(self) -> None:
        for old, new in (await self._roster.renaming()).items():  # a bot was killed over them
            await self._roster.rename(_channel(old), _channel(new))
        ids = {*await self._roster.named(), *(chat.id for chat in await self._admin_chats())}
        for name in _by_name(sorted(ids)):
            if self._unknown.get(name.id, 0):
                self._unknown[name.id] -= 1
            else:
                await self._find(name)

    async def _find(self, name: Channel) -> None:
        found = await self._rights.find(name.address, Asker(name, "", name.language))
        if found is None:
            if name.id not in self._unknown:
                log.warning(
                    "channel.unknown", channel=name.id, remedy="correct its address, or let the bot into the channel"
                )
            self._unknown[name.id] = RARELY
        elif await self._roster.rename(name, found):
            self._unknown.pop(name.id, None)
            log.info("channel.found", channel=name.id, id=found.id)


def _by_name(ids: Sequence[str]) -> Iterator[Channel]:
    """Yield those of the channels that are called by an @name."""
    for channel in map(_channel, ids):
        if is_name(channel):
            yield channel


def _channel(channel_id: str) -> Channel:
    platform, _, address = channel_id.partition(":")
    return Channel(platform=Platform(platform), address=address)

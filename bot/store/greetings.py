"""The store's memory of where the bot has said hello lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.store.connection import Connection
    from bot.store.keys import Keys

LATELY: Final = 3600
"""Seconds in which a bot that is thrown out and let in again says nothing more."""


class StoredGreetings:
    """`Greetings` on a Redis-protocol server. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._keys = keys

    async def begin(self, channel: Channel) -> bool:
        """Take note that the bot says hello there; return False where it has lately."""
        with reachable():
            return bool(await self._redis.set(self._keys.greeted(channel.id), 1, nx=True, ex=LATELY))

"""Who is signed in at the console: known to every bot on the store, until the session ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys

LIFETIME: Final = 12 * 3600
"""Seconds after which one has to sign in again."""
MINUTE: Final = 60
AT_ONCE: Final = 8  # questions: anybody may ask for pages, and the store's connections are there for alerts


class StoredSessions:
    """Sessions by the mark that stands for each, never by what the browser holds. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys
        self._few = asyncio.Semaphore(AT_ONCE)

    async def begin(self, mark: str, address: str) -> None:
        """Let a session begin that was opened from this address."""
        with reachable():
            await self._redis.set(self._keys.session(mark), address, ex=LIFETIME)

    async def is_open(self, mark: str) -> bool:
        """Return whether the session has begun and not ended."""
        async with self._few:
            with reachable():
                return bool(await self._redis.exists(self._keys.session(mark)))

    async def end(self, mark: str) -> None:
        """End the session."""
        with reachable():
            await self._redis.delete(self._keys.session(mark))

    async def may_try(self, address: str, most: int, most_of_all: int) -> bool:
        """Count a try at signing in, at all bots together; return whether there were few enough within a minute.

        One that is over its own address's number does not count against all.
        """
        async with self._few:
            return bool(await self._connection.run("attempt", address, most, most_of_all, MINUTE))

    async def has_tried(self, address: str, most: int) -> bool:
        """Return whether so many tries were made from an address within a minute, without counting one."""
        async with self._few:
            with reachable():
                return int(await self._redis.get(self._keys.attempts(address)) or 0) >= most

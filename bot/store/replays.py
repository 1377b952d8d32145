"""Which signed requests were taken already, by whichever process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys


class StoredReplays:
    """`Replays` on a Redis-protocol server: a key for each request, which expires with its signature."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    async def has(self, request: str) -> bool:
        """Return whether the request with this signature was taken."""
        with reachable():
            return bool(await self._connection.redis.exists(self._keys.replay(request)))

    async def keep(self, request: str, seconds: float) -> None:
        """Remember that it was, for as long as its signature is good."""
        with reachable():
            await self._connection.redis.set(self._keys.replay(request), 1, px=int(seconds * 1000))

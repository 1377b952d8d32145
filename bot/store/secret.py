"""The secret that the bot makes for itself and all its processes share."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys


class StoredSecret:
    """Made at the first question, and then the same for as long as the store lasts. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._key = keys.secret

    async def word(self) -> str:
        """Return it: 64 hex digits."""
        with reachable():
            await self._redis.set(self._key, secrets.token_hex(32), nx=True)
            word = await self._redis.get(self._key)
        return word.decode() if isinstance(word, bytes) else str(word)

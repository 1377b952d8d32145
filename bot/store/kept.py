"""The store's channels that have a keeper and were written anew."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.connection import Connection
    from bot.store.keys import Keys

AT_ONCE = 100


class StoredKept:
    """`Kept` on a Redis-protocol server. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys

    async def written(self, ago: float) -> Sequence[tuple[str, float]]:
        """Return the ids of those that were written last `ago` seconds ago or earlier, each with a mark of when."""
        until = int((time.time() - ago) * 1000)
        with reachable():
            found: list[tuple[str, float]] = await self._redis.zrangebyscore(
                self._keys.keepers, "-inf", until, start=0, num=AT_ONCE, withscores=True
            )
        return [(channel_id, mark) for channel_id, mark in found]

    async def heed(self, channel_id: str, mark: float) -> None:
        """Forget the channel, unless it was written since the mark."""
        await self._connection.run("heed", channel_id, int(mark))

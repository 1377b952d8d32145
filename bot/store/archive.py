"""The store's archive: published posts as readers ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.codec import post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.model import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys


class StoredArchive:
    """`Archive` on a Redis-protocol server."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._keys = keys

    async def latest(self, count: int, category: str | None = None) -> Sequence[Post]:
        """Return the newest posts, newest first; the category is compared case-folded."""
        with reachable():
            ids = await self._redis.zrange(self._keys.archive(category or ""), 0, count - 1, desc=True)
            pipeline = self._redis.pipeline(transaction=False)
            for post_id in ids:
                pipeline.hget(self._keys.post(post_id), "json")
            records = await pipeline.execute()
        return [post_from_json(record) for record in records if record]

    async def categories(self) -> Sequence[tuple[str, int]]:
        """Return every category that has posts with their number, most used first, then by name."""
        with reachable():
            names: dict[str, str] = await self._redis.hgetall(self._keys.categories)
            pipeline = self._redis.pipeline(transaction=False)
            for folded in names:
                pipeline.zcard(self._keys.archive(folded))
            counts = await pipeline.execute()
        used = [(name, count) for name, count in zip(names.values(), counts, strict=True) if count]
        return sorted(used, key=lambda one: (-one[1], one[0]))

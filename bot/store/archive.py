"""The store's archive: published posts as readers ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.ports.readers import Found
from bot.store.codec import post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports.readers import Shelf, Spot
    from bot.core.post import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys


class StoredArchive:
    """`Archive` on a Redis-protocol server."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
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

    async def browse(self, shelf: Shelf, count: int, spot: Spot) -> Found:
        """Return a page of a shelf; where fewer posts are left than the spot skips, the last ones."""
        name = "breaking" if shelf.is_breaking else f"archive:{shelf.category.casefold()}"
        since = f"{shelf.since.timestamp():.6f}" if shelf.since else ""
        skip, total, *records = await self._connection.run(
            "browse", name, since, count, spot.skip, spot.post_id, int(spot.is_before)
        )
        posts = tuple(post_from_json(record) for record in records)
        return Found(posts, is_more=skip + len(posts) < total, skip=skip, total=total)

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

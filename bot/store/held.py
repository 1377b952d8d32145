"""The store's held posts: set aside by the brake until the operator decides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.event import HeldPost
from bot.store.codec import post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.store.connection import Connection
    from bot.store.keys import Keys

AT_ONCE = 500  # posts read in one go: a rewritten history may hold tens of thousands


class StoredHeld:
    """`Held` on a Redis-protocol server. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys

    async def count(self) -> int:
        """Return how many posts are held."""
        with reachable():
            count: int = await self._redis.zcard(self._keys.held)
        return count

    async def first(self, most: int) -> Sequence[HeldPost]:
        """Return the posts that are held longest, at most so many."""
        with reachable():
            entries = await self._redis.zrange(self._keys.held, 0, most - 1, withscores=True)
        return _in_order(await self._read(entries))

    async def all(self) -> Sequence[HeldPost]:
        """Return the held posts, oldest first: the order in which they would have been announced."""
        with reachable():
            entries = await self._redis.zrange(self._keys.held, 0, -1, withscores=True)
        stretches = range(0, len(entries), AT_ONCE)
        return _in_order([held for start in stretches for held in await self._read(entries[start : start + AT_ONCE])])

    async def release(self, post_id: str) -> bool:
        """Announce the post, once its hour has come and its page is there; return whether it was held still."""
        return bool(await self._connection.run("unhold", post_id, "release"))

    async def drop(self, post_id: str) -> bool:
        """Announce the post to nobody, ever; readers find it. Return whether it was held still."""
        return bool(await self._connection.run("unhold", post_id, "drop"))

    async def _read(self, entries: Sequence[tuple[str, float]]) -> list[HeldPost]:
        with reachable():
            pipeline = self._redis.pipeline(transaction=False)
            for post_id, _ in entries:
                pipeline.hmget(self._keys.post(post_id), "json", "why")
            records = await pipeline.execute()
        return [
            HeldPost(post_from_json(json), datetime.fromtimestamp(since / 1000, UTC), why or "")
            for (_, since), (json, why) in zip(entries, records, strict=True)
            if json
        ]


def _in_order(held: Iterable[HeldPost]) -> Sequence[HeldPost]:
    """Return posts in the order in which they would have been announced."""
    return sorted(held, key=lambda one: (one.post.published_at, one.post.key))

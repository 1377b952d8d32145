"""The store's held posts: set aside by the brake until the operator decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.store.codec import post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.model import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that waits for the operator: since when, and why."""

    post: Post
    since: datetime
    why: str


class StoredHeld:
    """The operator's side of the brake. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys

    async def count(self) -> int:
        """Return how many posts are held."""
        with reachable():
            count: int = await self._redis.zcard(self._keys.held)
        return count

    async def all(self) -> Sequence[HeldPost]:
        """Return the held posts, oldest first: the order in which they would have been announced."""
        with reachable():
            entries = await self._redis.zrange(self._keys.held, 0, -1, withscores=True)
            pipeline = self._redis.pipeline(transaction=False)
            for post_id, _ in entries:
                pipeline.hmget(self._keys.post(post_id), "json", "why")
            records = await pipeline.execute()
        held = [
            HeldPost(post_from_json(json), datetime.fromtimestamp(since / 1000, UTC), why or "")
            for (_, since), (json, why) in zip(entries, records, strict=True)
            if json
        ]
        return sorted(held, key=lambda one: (one.post.published_at, one.post.key))

    async def release(self, post_id: str) -> bool:
        """Announce the post, once its hour has come and its page is there; return whether it was held still."""
        return bool(await self._connection.run("unhold", post_id, "release"))

    async def drop(self, post_id: str) -> bool:
        """Announce the post to nobody, ever; readers find it. Return whether it was held still."""
        return bool(await self._connection.run("unhold", post_id, "drop"))

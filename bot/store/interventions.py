"""What operators do to posts by hand, each step one script: nothing is sent twice, and nothing is lost half way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal

from bot.core.router import lane_of
from bot.store.codec import RANKS, channel_from_json, post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.post import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys

AT_ONCE: Final = 500
Outcome = Literal["due", "shown", "uncertain", "gone", "closed", "other"]


class StoredInterventions:
    """The operator's hand in the store. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys

    async def withdraw(self, post_id: str) -> bool:
        """Withdraw the post from all channels, whatever its source shows; return whether it was there."""
        return bool(await self._connection.run("withdraw", post_id))

    async def hold(self, post_id: str, why: str) -> bool:
        """Set the post aside until it is released, what is on its way of it too; return whether it could still be."""
        return bool(await self._connection.run("hold", post_id, why))

    async def send_now(self, post_id: str) -> bool:
        """Announce a post that waits, or that was withdrawn by hand; return whether that was so."""
        return bool(await self._connection.run("send_now", post_id))

    async def resend_failed(self, post_id: str) -> int:
        """Make the post due where a platform refused it; return in how many channels.

        Ended half way it may be asked for again: what is due already stays so.
        """
        post = await self._post(post_id)
        if post is None:
            return 0
        refused: list[str] = []
        with reachable():
            async for channel, row in self._redis.hscan_iter(self._keys.rows(post_id), count=AT_ONCE):
                if json.loads(row).get("s") == "abandoned":
                    refused.append(channel)
        count = 0
        for start in range(0, len(refused), AT_ONCE):
            with reachable():
                records = await self._redis.hmget(self._keys.channels, refused[start : start + AT_ONCE])
            channels = [channel_from_json(record) for record in records if record]
            count += (await self._redeliver(post, "failed", channels)).count("due")
        return count

    async def replay(self, post_id: str, channel: Channel) -> Outcome:
        """Make the post due to one channel that does not show it; return what came of it."""
        post = await self._post(post_id)
        if post is None:
            return "gone"
        (outcome,) = await self._redeliver(post, "any", [channel])
        return outcome

    async def _redeliver(self, post: Post, which: str, channels: Sequence[Channel]) -> list[Outcome]:
        triples = [word for one in channels for word in (one.id, one.platform, RANKS[one.kind])]
        if not triples:
            return []
        found: list[Outcome] = await self._connection.run(
            "redeliver", post.id, int(lane_of(post.level)), which, *triples
        )
        return found

    async def _post(self, post_id: str) -> Post | None:
        with reachable():
            record = await self._redis.hget(self._keys.post(post_id), "json")
        return post_from_json(record) if record else None

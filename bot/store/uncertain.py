"""The store's uncertain deliveries: set aside, because nobody can know whether they arrived, until somebody decides."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.router import lane_of
from bot.store.codec import RANKS, channel_from_json, post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.post import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertainDelivery:
    """What may have arrived in a channel; `why` nobody knows, and `since` when it is set aside.

    `channel` is where it would be sent now, None where that is unknown. `post` is None when it was forgotten.
    """

    channel_id: str
    post_id: str
    channel: Channel | None
    post: Post | None
    is_live: bool
    since: datetime
    why: str

    @property
    def obstacle(self) -> str:
        """Return what forbids sending it again, nothing where that is possible."""
        if not self.is_live or self.post is None:
            return "the post was withdrawn"
        if self.channel is None or self.channel.wishes is None:
            return "the channel is not subscribed any more"
        return f"the channel is suspended: {self.channel.suspended}" if self.channel.suspended else ""


class StoredUncertain:
    """The operator's side of the store: what is uncertain, and what is decided about it. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys

    async def count(self) -> int:
        """Return how many deliveries are set aside."""
        with reachable():
            count: int = await self._redis.zcard(self._keys.uncertain)
        return count

    async def all(self) -> Sequence[UncertainDelivery]:
        """Return everything that is set aside, longest first."""
        with reachable():
            entries = await self._redis.zrange(self._keys.uncertain, 0, -1, withscores=True)
            moved = await self._redis.hgetall(self._keys.moved)
            return [await self._read(member, milliseconds, moved) for member, milliseconds in entries]

    async def resend(self, one: UncertainDelivery) -> bool:
        """Make it due again at the place it had, where nothing forbids that; return whether it was set aside still."""
        if one.obstacle or one.channel is None or one.post is None:
            return False
        channel = one.channel
        return bool(
            await self._connection.run(
                "resend", one.channel_id, channel.id, one.post_id, channel.platform,
                int(lane_of(one.post.level)), RANKS[channel.kind],
            )
        )  # fmt: skip

    async def drop(self, one: UncertainDelivery) -> bool:
        """Forget it for good; return whether it was set aside still."""
        return bool(await self._connection.run("drop", one.channel_id, one.post_id))

    async def _read(self, member: str, milliseconds: float, moved: dict[str, str]) -> UncertainDelivery:
        channel_id, post_id = member.split(" ", 1)
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.hget(self._keys.channels, _now(channel_id, moved))
        pipeline.hmget(self._keys.post(post_id), "json", "state")
        pipeline.hget(self._keys.rows(post_id), channel_id)
        channel, (post, state), row = await pipeline.execute()
        return UncertainDelivery(
            channel_id=channel_id,
            post_id=post_id,
            channel=channel_from_json(channel) if channel else None,
            post=post_from_json(post) if post else None,
            is_live=state == "live",
            since=datetime.fromtimestamp(milliseconds / 1000, UTC),
            why=json.loads(row or "{}").get("e", ""),
        )


def _now(channel_id: str, moved: dict[str, str]) -> str:
    """Return the id that the channel has after all its moves."""
    seen = set()
    while channel_id in moved and channel_id not in seen:
        seen.add(channel_id)
        channel_id = moved[channel_id]
    return channel_id

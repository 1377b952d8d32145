"""The store's broadcasts: each post's walk through its audience, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.delivery import Lane
from bot.core.router import lane_of
from bot.store.codec import RANKS, channel_from_json, post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.model import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys
    from bot.store.wake import Wake

KEEP = 90 * 24 * 3600  # seconds that a delivery's row is kept after its last broadcast


@dataclass(frozen=True, slots=True)
class StoredPage:
    """`Page`: a stretch of a broadcast's audience, and where in its walk it stands."""

    post: Post
    is_first: bool
    recorded_at: datetime
    channels: Sequence[Channel]
    name: str
    cursor: str
    next_cursor: str

    @property
    def lane(self) -> Lane:
        """Return the lane its deliveries take."""
        return lane_of(self.post.level) if self.is_first else Lane.CORRECTION


class StoredBroadcasts:
    """`Broadcasts` on a Redis-protocol server."""

    def __init__(self, connection: Connection, keys: Keys, wake: Wake) -> None:
        self._connection = connection
        self._wake = wake
        self._redis = connection.redis
        self._keys = keys

    async def page(self, size: int) -> StoredPage | None:
        """Return the next channels of the foremost broadcast: big ones first, then by id."""
        with reachable():
            foremost = await self._redis.zrange(self._keys.broadcasts, 0, 0)
            if not foremost:
                return None
            name: str = foremost[0]
            mode, post_id = name.split(" ", 1)
            cursor = await self._redis.hget(self._keys.broadcast(name), "cursor") or ""
            json, at = await self._redis.hmget(self._keys.post(post_id), "json", "at")
            is_first = mode == "send"
            walk = self._subscribers if is_first else self._shown
            ids, next_cursor = await walk(post_id, cursor, size)
            records = await self._redis.hmget(self._keys.channels, ids) if ids else []
        recorded_at = datetime.fromtimestamp(int(at or 0) / 1000, UTC)
        channels = [channel_from_json(record) for record in records if record]
        return StoredPage(post_from_json(json), is_first, recorded_at, channels, name, cursor, next_cursor)

    async def enqueue(self, page: StoredPage, chosen: Sequence[Channel]) -> None:
        """Make the chosen channels' deliveries due and move the cursor; a page walked by another is left alone."""
        triples = [word for one in chosen for word in (one.id, one.platform, RANKS[one.kind])]
        await self._connection.run(
            "enqueue", page.name, page.cursor, page.next_cursor, int(page.lane), KEEP, *triples
        )  # fmt: skip

    async def wait(self, longest: float) -> None:
        """Return when a broadcast may have begun, after `longest` seconds at the latest."""
        await self._wake.wait("broadcasts", longest)

    async def _subscribers(self, _: str, cursor: str, size: int) -> tuple[list[str], str]:
        start = f"({cursor}" if cursor else "-"
        members: list[str] = await self._redis.zrangebylex(self._keys.roster, start, "+", 0, size)
        ids = [member.split("|", 1)[1] for member in members]
        return ids, members[-1] if len(members) == size else ""

    async def _shown(self, post_id: str, cursor: str, size: int) -> tuple[list[str], str]:
        following, rows = await self._redis.hscan(self._keys.rows(post_id), int(cursor or 0), count=size)
        return [channel for channel, row in rows.items() if '"m":' in row], str(following) if following else ""

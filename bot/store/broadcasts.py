"""The store's broadcasts: each post's walk through its audience, page by page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.delivery import Page
from bot.store.codec import RANKS, channel_from_json, post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.store.connection import Connection
    from bot.store.keys import Keys
    from bot.store.wake import Wake


class StoredBroadcasts:
    """`Broadcasts` on a Redis-protocol server."""

    def __init__(self, connection: Connection, keys: Keys, wake: Wake) -> None:
        self._connection = connection
        self._wake = wake
        self._redis = connection.redis
        self._keys = keys

    async def page(self, size: int) -> Page | None:
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
        if is_first:  # one that moved keeps its place in the roster, whether or not it receives where it is now
            channels = [channel for channel in channels if not channel.suspended]
        return Page(
            post=post_from_json(json),
            is_first=is_first,
            recorded_at=recorded_at,
            channels=channels,
            broadcast=name,
            cursor=cursor,
            next_cursor=next_cursor,
        )

    async def enqueue(
        self, page: Page, chosen: Sequence[Channel], gathered: Sequence[tuple[Channel, datetime]] = ()
    ) -> None:
        """Make the chosen channels' deliveries due and move the cursor; a page walked by another is left alone."""
        triples = [word for one in chosen for word in (one.id, one.platform, RANKS[one.kind])]
        waiting = [word for one, due in gathered for word in (one.id, int(due.timestamp() * 1000))]
        await self._connection.run(
            "enqueue", page.broadcast, page.cursor, page.next_cursor, len(gathered), *waiting, *triples
        )

    async def wait(self, longest: float) -> None:
        """Return when a broadcast may have begun, after `longest` seconds at the latest."""
        await self._wake.wait("broadcasts", longest)

    async def _subscribers(self, _: str, cursor: str, size: int) -> tuple[list[str], str]:
        members, following = await self._stretch(self._keys.roster, cursor, size)
        ids = [member.split("|", 1)[1] for member in members]
        while ids and any(moved := await self._redis.hmget(self._keys.moved, ids)):
            ids = [new or old for new, old in zip(moved, ids, strict=True)]
        return list(dict.fromkeys(ids)), following

    async def _shown(self, post_id: str, cursor: str, size: int) -> tuple[list[str], str]:
        return await self._stretch(self._keys.told(post_id), cursor, size)

    async def _stretch(self, key: str, cursor: str, size: int) -> tuple[list[str], str]:
        """Return members after the cursor, and the cursor after them; it holds over restarts, as HSCAN's would not."""
        start = f"({cursor}" if cursor else "-"
        members: list[str] = await self._redis.zrangebylex(key, start, "+", 0, size)
        return members, members[-1] if len(members) == size else ""

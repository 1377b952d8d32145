"""The store at a glance: what is due, what was published last, who is subscribed, and how to find any of it."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.delivery import Lane, Platform
from bot.core.text.links import canonical
from bot.store.codec import channel_from_json, post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.core.delivery import Channel
    from bot.core.post import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys

AT_ONCE = 1000
PARSED = 200  # channels that are read before others get the event loop: of 100,000 it was held for a second and a half
LANE = 2**44  # of a score, as the scripts have it
SEARCHED = 5000  # posts whose titles are looked through


@dataclass(slots=True)
class Queue:
    """What is due on a platform: deliveries by lane, by post, and since when the oldest is; how many are under way."""

    by_lane: Counter[Lane] = field(default_factory=Counter)
    by_post: Counter[str] = field(default_factory=Counter)
    oldest: dict[Lane, str] = field(default_factory=dict)
    in_flight: int = 0
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """A post with its state, and in how many channels it is shown, due, given up, or held as uncertain."""

    post: Post
    state: str
    announced_at: datetime | None
    reached: int
    pending: int
    failed: int
    uncertain: int


class StoredOverview:
    """The store as operators look at it; it only reads. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._prefix = connection.prefix
        self._keys = keys

    async def queue(self, platform: Platform) -> Queue:
        """Return what is due on the platform; every mailbox that is not empty is looked into."""
        found = Queue()
        with reachable():
            found.in_flight = await self._redis.hlen(self._keys.inflight(platform))
            paused = float(await self._redis.hget(self._keys.pace(platform, "free"), "paused") or 0) / 1_000_000
            if paused > datetime.now(UTC).timestamp():
                found.paused_until = datetime.fromtimestamp(paused, UTC)
            keys = [self._keys.later(platform), *(self._keys.ready(platform, lane) for lane in Lane)]
            channels = {one for key in keys for one in await self._redis.zrange(key, 0, -1)}
            channels |= set(await self._redis.hkeys(self._keys.inflight(platform)))
            firsts: dict[Lane, float] = {}
            for mailbox in [one async for one in self._mailboxes(sorted(channels))]:
                for post_id, score in mailbox:
                    lane = Lane(int(score // LANE))
                    found.by_lane[lane] += 1
                    found.by_post[post_id] += 1
                    if score < firsts.get(lane, float("inf")):
                        firsts[lane], found.oldest[lane] = score, post_id
            for entry in await self._redis.zrange(self._keys.deferred(platform), 0, -1):
                found.by_post[entry.partition(" ")[2]] += 1
        return found

    async def announced_at(self, post_id: str) -> datetime | None:
        """Return when the post was announced."""
        with reachable():
            at = await self._redis.hget(self._keys.post(post_id), "at")
        return datetime.fromtimestamp(float(at) / 1000, UTC) if at else None

    async def posts(self, most: int, pending: Counter[str]) -> Sequence[Reach]:
        """Return the newest posts, those that wait among them, newest first; `pending` is what is due of each."""
        with reachable():
            ids = [
                *await self._redis.zrange(self._keys.held, 0, most - 1),
                *await self._redis.zrange(self._keys.waiting, 0, most - 1),
                *await self._redis.zrange(self._keys.archive(), 0, most - 1, desc=True),
            ]
            found = [await self._reach(one, pending[one]) for one in dict.fromkeys(ids)]
        newest = sorted((one for one in found if one), key=lambda one: one.post.published_at, reverse=True)
        return newest[:most]

    async def reach(self, post_id: str, pending: int) -> Reach | None:
        """Return what became of one post, None where it is unknown; every row of it is read."""
        with reachable():
            return await self._reach(post_id, pending)

    async def find_posts(self, asked: str) -> Sequence[Post]:
        """Return the posts that are meant by an id, a link, a source's own key, or words of the title."""
        with reachable():
            ids = await self._ids(asked)
            if ids:
                return await self._read(ids)
            every = await self._read(await self._redis.zrange(self._keys.archive(), 0, SEARCHED - 1, desc=True))
            every += await self._read(await self._redis.zrange(self._keys.held, 0, -1))
            every += await self._read(await self._redis.zrange(self._keys.waiting, 0, -1))
        words = asked.casefold().split()
        return [post for post in every if words and all(word in post.title.casefold() for word in words)]

    async def channels(self) -> Sequence[Channel]:
        """Return every channel, in the order of their ids."""
        with reachable():
            found = {name: record async for name, record in self._redis.hscan_iter(self._keys.channels, count=AT_ONCE)}
        names, read = sorted(found), []
        for start in range(0, len(names), PARSED):
            read += [channel_from_json(found[name]) for name in names[start : start + PARSED]]
            await asyncio.sleep(0)
        return read

    async def holders(self) -> dict[str, str]:
        """Return who holds which role."""
        with reachable():
            keys = [key async for key in self._redis.scan_iter(f"{self._keys.lease('')}*", count=AT_ONCE)]
            holders = await self._redis.mget(keys) if keys else []
        return {
            key.removeprefix(self._keys.lease("")): one for key, one in sorted(zip(keys, holders, strict=True)) if one
        }

    async def _ids(self, asked: str) -> list[str]:
        if await self._redis.exists(self._keys.post(asked)):
            return [asked]
        if "://" in asked and (post_id := await self._redis.hget(self._keys.links, canonical(asked))):
            return [post_id]
        keys = [asked] + ([asked[asked.index("_posts/") :]] if "_posts/" in asked else [])
        async for source in self._redis.scan_iter(f"{self._keys.known('')}*", count=AT_ONCE):
            for known in await self._redis.hmget(source, keys):
                if known:
                    return [known.split(" ")[1]]
        return []

    async def _read(self, ids: Sequence[str]) -> list[Post]:
        pipeline = self._redis.pipeline(transaction=False)
        for post_id in ids:
            pipeline.hget(self._keys.post(post_id), "json")
        return [post_from_json(record) for record in await pipeline.execute() if record]

    async def _mailboxes(self, channels: Sequence[str]) -> AsyncIterator[list[tuple[str, float]]]:
        for start in range(0, len(channels), AT_ONCE):
            pipeline = self._redis.pipeline(transaction=False)
            for channel in channels[start : start + AT_ONCE]:
                pipeline.zrange(self._keys.mail(channel), 0, -1, withscores=True)
            for mailbox in await pipeline.execute():
                yield mailbox

    async def _reach(self, post_id: str, pending: int) -> Reach | None:
        record, state, gate, at = await self._redis.hmget(self._keys.post(post_id), "json", "state", "gate", "at")
        if not record:
            return None
        counted: Counter[str] = Counter()
        async for _, row in self._redis.hscan_iter(self._keys.rows(post_id), count=AT_ONCE):
            fields = json.loads(row)
            counted["reached" if fields.get("m") else fields.get("s", "")] += 1
        return Reach(
            post=post_from_json(record),
            state=f"{state}: {gate}" if gate else state or "",
            announced_at=datetime.fromtimestamp(float(at) / 1000, UTC) if at else None,
            reached=counted["reached"],
            pending=pending + counted["gathered"],
            failed=counted["abandoned"],
            uncertain=counted["held"],
        )

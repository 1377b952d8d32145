"""How far the newest posts have come, and how fast alerts go: a few numbers that the scripts keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.delivery import Platform
from bot.store.codec import post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.post import Post
    from bot.store.connection import Connection
    from bot.store.keys import Keys

CLASSES = ("free", "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A post's way out: to how many channels it was made due (`audience`), how many it reached, and where it stopped.

    `audience` grows while the post `is_walking` through the channels. `spread` is how many seconds after it was
    announced the last channel was reached.
    """

    post: Post
    state: str
    gate: str
    audience: int
    reached: int
    stopped: int
    spread: float | None
    is_walking: bool

    @property
    def is_under_way(self) -> bool:
        """Return whether it has channels to reach yet."""
        return self.state == "live" and (self.is_walking or self.reached + self.stopped < self.audience)


class StoredProgress:
    """Reads three round trips' worth, whatever the number of channels. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._prefix = connection.prefix
        self._keys = keys

    async def newest(self, most: int) -> Sequence[Progress]:
        """Return the newest posts, those that wait and those that were withdrawn of late among them, newest first."""
        keys = self._keys
        with reachable():
            pipeline = self._redis.pipeline(transaction=False)
            for key in (keys.held, keys.waiting):
                pipeline.zrange(key, 0, most - 1)
            for key in (keys.archive(), keys.changes):
                pipeline.zrange(key, 0, most - 1, desc=True)
            ids = list(dict.fromkeys(one for found in await pipeline.execute() for one in found))
        found = [one for one in await self.of(ids) if one]
        return sorted(found, key=lambda one: (one.post.published_at, one.post.id), reverse=True)[:most]

    async def of(self, ids: Sequence[str]) -> Sequence[Progress | None]:
        """Return how far each of the posts has come, None for one that is unknown."""
        if not ids:
            return []
        with reachable():
            pipeline = self._redis.pipeline(transaction=False)
            for one in ids:
                pipeline.hmget(
                    self._keys.post(one), "json", "state", "gate", "at", "last", "audience", "reached", "stopped"
                )
            pipeline.zmscore(self._keys.broadcasts, [f"send {one}" for one in ids])
            *fields, places = await pipeline.execute()
        return [_progress(one, is_walking=place is not None) for one, place in zip(fields, places, strict=True)]

    async def rates(self) -> Mapping[Platform, int]:
        """Return how many messages went to each platform within the last second."""
        with reachable():
            seconds, microseconds = await self._redis.time()
            pipeline = self._redis.pipeline(transaction=False)
            for platform in Platform:
                for name in CLASSES:
                    pipeline.lrange(f"{self._prefix}:sent:{platform}:{name}", 0, -1)
            answers = await pipeline.execute()
        now = seconds * 1_000_000 + microseconds
        counts = [sum(now - 1_000_000 < float(at) <= now for at in answer) for answer in answers]
        return {platform: sum(counts[2 * i : 2 * i + 2]) for i, platform in enumerate(Platform)}

    async def details(self, post_id: str) -> Mapping[str, str]:
        """Return why the post is held, whether it is quiet, its embargo (ms), and whether it was withdrawn by hand."""
        names = ("why", "quiet", "embargo", "withdrawn", "at")
        with reachable():
            found = await self._redis.hmget(self._keys.post(post_id), *names)
        return {name: value or "" for name, value in zip(names, found, strict=True)}


def _progress(fields: Sequence[str | None], *, is_walking: bool) -> Progress | None:
    record, state, gate, at, last, *counts = fields
    if not record:
        return None
    audience, reached, stopped = (int(one or 0) for one in counts)
    post = post_from_json(record)
    return Progress(
        post=post,
        state=state or "",
        gate=gate or "",
        audience=audience,
        reached=reached,
        stopped=stopped,
        spread=max(0.0, (float(last) - float(at)) / 1000) if at and last else None,
        is_walking=is_walking,
    )

"""The store's history: what became of a post in a channel, what a channel was sent last, and what is due to it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Channel, Lane, Platform
from bot.core.why.history import Barrier, Circumstances, Life, Pending, Progress, Row, Silence, Wait
from bot.store.codec import RANKS, channel_from_json, post_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.connection import Connection
    from bot.store.keys import Keys

LANE = 2**44  # of a score, as the scripts have it
AT_ONCE = 200  # channels that are read together: some milliseconds of the event loop


class StoredHistory:
    """`History` on a Redis-protocol server. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._keys = keys

    async def of(self, post_id: str, channel: Channel) -> Circumstances | None:
        """Return all that bears on the post in the channel; None where there is no such post.

        `channel` stands for itself where the store doesn't know it.
        """
        found = await self._read([post_id], channel)
        return found[0] if found else None

    async def last(self, channel: Channel) -> Sequence[Circumstances]:
        """Return what the channel was sent last, or what could not be sent, newest first: at most five posts."""
        with reachable():
            ids = await self._redis.hget(self._keys.history, channel.id)
        return await self._read((ids or "").split(), channel)

    async def changed_at(self, channels: Sequence[Channel]) -> Sequence[datetime | None]:
        """Return when the last delivery to each of the channels changed, None where there was none: of many at once."""
        found: list[datetime | None] = []
        for start in range(0, len(channels), AT_ONCE):
            found += await self._changed_at([channel.id for channel in channels[start : start + AT_ONCE]])
        return found

    async def _changed_at(self, channel_ids: Sequence[str]) -> Sequence[datetime | None]:
        with reachable():
            histories = await self._redis.hmget(self._keys.history, channel_ids)
            known = zip(channel_ids, histories, strict=True)
            sent = [(channel_id, post_id) for channel_id, ids in known for post_id in (ids or "").split()]
            pipeline = self._redis.pipeline(transaction=False)
            for channel_id, post_id in sent:
                pipeline.hget(self._keys.rows(post_id), channel_id)
            rows = await pipeline.execute()
        newest: dict[str, datetime] = {}
        for (channel_id, _), row in zip(sent, rows, strict=True):
            if row:
                newest.setdefault(channel_id, _row(json.loads(row), 0).changed_at)
        return [newest.get(one) for one in channel_ids]

    async def pending(self, channel: Channel, most: int = 5) -> Pending:
        """Return how many posts the channel is to be sent, and the first: what is due, put off, gathered."""
        deferred = self._keys.deferred(channel.platform)
        with reachable():
            put_off = [one async for one in self._redis.zscan_iter(deferred, f"{_literal(channel.id)} *", count=1000)]
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.zrange(self._keys.mail(channel.id), 0, -1)
            pipeline.zrange(self._keys.digest(channel.id), 0, -1)
            due, gathered = await pipeline.execute()
        later = [entry.partition(" ")[2] for entry, _ in sorted(put_off, key=itemgetter(1))]
        ids = list(dict.fromkeys([*due, *later, *gathered]))
        return Pending(len(ids), tuple(await self._read(ids[:most], channel)))

    async def _read(self, ids: Sequence[str], channel: Channel) -> list[Circumstances]:
        """Return the circumstances of several posts in one channel, read in one step."""
        if not ids:
            return []
        keys, platform = self._keys, channel.platform
        with reachable():
            places = await self._places(channel)
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.time()
            pipeline.hget(keys.channels, channel.id)
            pipeline.zscore(keys.later(platform), channel.id)
            pipeline.hget(keys.pace(platform, "free"), "paused")
            pipeline.zscore(keys.digests, channel.id)
            for lane in Lane:
                pipeline.zrank(keys.ready(platform, lane), channel.id)
            for post_id in ids:
                pipeline.hgetall(keys.post(post_id))
                pipeline.hget(keys.rows(post_id), channel.id)
                pipeline.zscore(keys.mail(channel.id), post_id)
                pipeline.zrank(keys.mail(channel.id), post_id)
                pipeline.zscore(keys.deferred(platform), f"{channel.id} {post_id}")
                pipeline.hget(keys.broadcast(f"send {post_id}"), "cursor")
                pipeline.hget(keys.broadcast(f"mend {post_id}"), "cursor")
            (seconds, micros), record, later, paused, digest, *rest = await pipeline.execute()
        ranks, each = rest[: len(Lane)], rest[len(Lane) :]
        scene = _Scene(
            datetime.fromtimestamp(seconds + micros / 1_000_000, UTC),
            channel_from_json(record) if record else channel,
            is_known=bool(record),
            later=_time(later),
            paused=_time(paused and float(paused) / 1000),
            gathered=_time(digest),
            ahead=next((rank for rank in ranks if rank is not None), None),
            places=places,
        )
        read = zip(*[iter(each)] * 7, strict=True)
        return [scene.circumstances(*one) for one in read if one[0].get("json")]

    async def _places(self, channel: Channel) -> list[str]:
        """Return where the channel stands in the roster: one that moved, at the place of an address it had."""
        members = [f"{rank}|{channel.id}" for rank in RANKS.values()]
        moved: dict[str, str] = await self._redis.hgetall(self._keys.moved)
        now = channel.id
        while before := next((old for old, new in moved.items() if new == now and old != channel.id), ""):
            members += [f"{rank}|{before}" for rank in RANKS.values()]
            moved.pop(before)
            now = before
        scores = await self._redis.zmscore(self._keys.roster, members)
        return [member for member, score in zip(members, scores, strict=True) if score is not None]


class _Scene:
    """What is the same for all posts of one reading."""

    def __init__(
        self,
        now: datetime,
        channel: Channel,
        *,
        is_known: bool,
        later: datetime | None,
        paused: datetime | None,
        gathered: datetime | None,
        ahead: int | None,
        places: Sequence[str],
    ) -> None:
        self._now = now
        self._channel = channel
        self._is_known = is_known
        self._later = later
        self._paused = paused if paused and paused > now else None
        self._gathered = gathered
        self._ahead = ahead
        self._places = places

    def circumstances(  # noqa: PLR0917 - in the order in which they are read
        self,
        post: dict[str, str],
        row: str | None,
        score: float | None,
        rank: int | None,
        put_off: float | None,
        sending: str | None,
        mending: str | None,
    ) -> Circumstances:
        """Return what the store says of one post."""
        life, gate, quiet = Life(post.get("state", Life.LIVE)), post.get("gate"), post.get("quiet")
        told = _row(json.loads(row), float(post.get("seq", 0))) if row else None
        return Circumstances(
            post=post_from_json(post["json"]),
            channel=self._channel,
            read_at=self._now,
            life=life,
            is_known=self._is_known,
            barrier=Barrier(gate) if gate else None,
            until=_time(post.get("embargo") if gate == Barrier.EMBARGO else None),
            reason=post.get("why", ""),
            silence=Silence(quiet) if quiet else None,
            announced_at=_time(post.get("at")),
            is_on_its_way=sending is not None and any(place > sending for place in self._places),
            is_being_mended=mending is not None and self._channel.id > mending,
            row=told,
            wait=None if score is None or rank is None else self._wait(score, rank),
            put_off_until=_time(put_off),
            gathered_until=self._gathered,
            paused_until=self._paused,
        )

    def _wait(self, score: float, rank: int) -> Wait:
        ahead = None if self._ahead is None else self._ahead
        return Wait(lane=Lane(int(score // LANE)), place=rank + 1, ahead=ahead, rests_until=self._later)


def _literal(text: str) -> str:
    """Return the text as a pattern that it alone matches."""
    return re.sub(r"([*?\[\]\\])", r"\\\1", text)


def platform_of(channel_id: str) -> Platform:
    """Return the platform that an id names; raises `ValueError` where it names none."""
    return Platform(channel_id.partition(":")[0])


def _row(fields: dict[str, Any], seq: float) -> Row:
    return Row(
        progress=Progress(fields.get("s", Progress.WAITING)),
        changed_at=datetime.fromtimestamp(fields.get("t", 0) / 1000, UTC),
        message_id=str(fields.get("m") or ""),
        fingerprint=str(fields.get("f") or ""),
        attempts=int(fields.get("n") or 0),
        error=str(fields.get("e") or ""),
        is_uncertain=bool(fields.get("u")),
        is_older=float(fields.get("q") or seq) < seq,
    )


def _time(milliseconds: float | str | None) -> datetime | None:
    return datetime.fromtimestamp(float(milliseconds) / 1000, UTC) if milliseconds else None

"""The store's roster: channels and what they asked for."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.schedule.calendar import awake
from bot.store.codec import RANKS, channel_from_json, channel_to_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.delivery import Channel
    from bot.store.connection import Connection
    from bot.store.digests import StoredDigests
    from bot.store.keys import Keys


class StoredRoster:
    """`Roster` on a Redis-protocol server."""

    def __init__(self, connection: Connection, keys: Keys, digests: StoredDigests) -> None:
        self._digests = digests
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys

    async def get(self, channel_id: str) -> Channel | None:
        """Return the channel, None where it never subscribed."""
        with reachable():
            record = await self._redis.hget(self._keys.channels, channel_id)
        return channel_from_json(record) if record else None

    async def all(self) -> Sequence[Channel]:
        """Return every channel, in the order of their ids."""
        with reachable():
            records = await self._redis.hgetall(self._keys.channels)
        return [channel_from_json(records[name]) for name in sorted(records)]

    async def some(self, ids: Sequence[str]) -> Sequence[Channel]:
        """Return those of the channels that are known."""
        with reachable():
            records = await self._redis.hmget(self._keys.channels, list(ids)) if ids else []
        return [channel_from_json(record) for record in records if record]

    async def within(self, channel: Channel) -> Sequence[Channel]:
        """Return the channels that are parts of this one: the topics of a forum."""
        with reachable():
            pattern = f"{channel.id}/*"
            found = [record async for _, record in self._redis.hscan_iter(self._keys.channels, pattern, count=1000)]
        return [channel_from_json(record) for record in dict.fromkeys(found)]

    async def put(self, channel: Channel) -> None:
        """Write the channel, new or changed."""
        await self.put_all([channel])

    async def put_all(self, channels: Iterable[Channel]) -> None:
        """Write many channels, all or none; what is gathered for them comes when their hours say by now.

        Those that have a keeper are looked at by `bot.notices.keepers`.
        """
        channels = [_awake(channel) for channel in channels]
        with reachable():
            pipeline = self._redis.pipeline(transaction=True)
            for channel in channels:
                pipeline.hset(self._keys.channels, channel.id, channel_to_json(channel))
                pipeline.zrem(self._keys.roster, *(_member(replace(channel, kind=kind)) for kind in RANKS))
                if channel.keeper:
                    pipeline.zadd(self._keys.keepers, {channel.id: int(time.time() * 1000)})
                if _receives(channel):
                    pipeline.zadd(self._keys.roster, {_member(channel): 0})
            await pipeline.execute()
        await self._digests.reschedule(channels)

    async def named(self) -> frozenset[str]:
        """Return the ids of the channels that the settings named at the last start."""
        with reachable():
            return frozenset(await self._redis.smembers(self._keys.named))

    async def name(self, ids: frozenset[str]) -> None:
        """Remember the ids of the channels that the settings name."""
        with reachable():
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.delete(self._keys.named)
            if ids:
                pipeline.sadd(self._keys.named, *ids)
            await pipeline.execute()

    async def at_present(self, channel: Channel) -> Channel:
        """Return the channel at the address it lives at now, wherever it was moved since it was written down."""
        with reachable():
            while moved := await self._redis.hget(self._keys.moved, channel.id):
                channel = replace(channel, address=moved.split(":", 1)[1])
        return channel

    async def suspend(self, channel: Channel, why: str) -> None:
        """Stop sending to the channel and keep its wishes; what is due to it is dropped when it is claimed."""
        current = await self.get(channel.id) or channel
        if current.suspended != why:
            since = current.suspended_at if current.suspended else datetime.now(UTC)
            await self.put(replace(current, suspended=why, suspended_at=since))

    async def move(self, channel: Channel, address: str) -> None:
        """Give the channel a new address: its wishes and due deliveries go along."""
        current = await self.get(channel.id) or channel
        moved = replace(current, address=address)
        known = await self.get(moved.id)
        if known is not None and _receives(known):
            moved = known
        await self._connection.run(
            "move", channel.platform, channel.id, moved.id, channel_to_json(moved),
            _member(moved) if _receives(moved) else "", _member(current),
        )  # fmt: skip


def _awake(channel: Channel) -> Channel:
    """Return the channel without a mute that has passed: it is forgotten when the channel is written next."""
    if channel.hours.muted_until is None:
        return channel
    return replace(channel, hours=awake(channel.hours, datetime.now(UTC)))


def _member(channel: Channel) -> str:
    return f"{RANKS[channel.kind]}|{channel.id}"


def _receives(channel: Channel) -> bool:
    return channel.wishes is not None and not channel.suspended

"""The store in a few numbers: what waits, and for how long; asked often, so it only counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bot.core.delivery import Lane, Platform
from bot.core.ports.operators import Load
from bot.store.codec import channel_from_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.store.connection import Connection
    from bot.store.keys import Keys

    Queue: TypeAlias = tuple[Platform, Lane]


class StoredTally:
    """`Tally` on a Redis-protocol server: four round trips, whatever the number of channels."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._keys = keys

    async def load(self) -> Load:
        """Return how much there is of what waits; raises `StoreError`."""
        keys, lanes = self._keys, [(platform, lane) for platform in Platform for lane in Lane]
        with reachable():
            pipeline = self._redis.pipeline(transaction=False)
            for key in (keys.roster, keys.broadcasts, keys.held, keys.waiting, keys.uncertain):
                pipeline.zcard(key)
            for platform in Platform:
                pipeline.hlen(keys.inflight(platform))
            for platform, lane in lanes:
                pipeline.zcard(keys.ready(platform, lane))
            for platform, lane in lanes:
                pipeline.zrange(keys.ready(platform, lane), 0, 0)
            pipeline.smembers(keys.named)
            channels, broadcasts, held, waiting, uncertain, *found, named = await pipeline.execute()
            under_way, ready, heads = found[:2], found[2 : 2 + len(lanes)], found[2 + len(lanes) :]
            suspended = await self._suspended(sorted(named))
            ages = await self._ages({one: head[0] for one, head in zip(lanes, heads, strict=True) if head})
        return Load(
            channels=channels,
            suspended=suspended,
            broadcasts=broadcasts,
            held=held,
            waiting=waiting,
            uncertain=uncertain,
            in_flight=dict(zip(Platform, under_way, strict=True)),
            ready=dict(zip(lanes, ready, strict=True)),
            oldest={one: age for one, age in ages.items() if age},
        )

    async def _suspended(self, named: Sequence[str]) -> int:
        """Return how many of these channels are suspended."""
        records = await self._redis.hmget(self._keys.channels, named) if named else []
        return sum(bool(channel_from_json(record).suspended) for record in records if record)

    async def _ages(self, heads: Mapping[Queue, str]) -> Mapping[Queue, float]:
        """Return for how many seconds the foremost post of each queue's first channel has been announced."""
        if not heads:
            return {}
        seconds, microseconds = await self._redis.time()
        pipeline = self._redis.pipeline(transaction=False)
        for channel in heads.values():
            pipeline.zrange(self._keys.mail(channel), 0, 0)
        for found in await pipeline.execute():
            pipeline.hget(self._keys.post(found[0] if found else ""), "at")
        now = seconds + microseconds / 1e6
        ages = [max(0.0, now - float(at) / 1000) if at else 0.0 for at in await pipeline.execute()]
        return dict(zip(heads, ages, strict=True))

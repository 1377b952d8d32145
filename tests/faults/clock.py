"""Sets the store's clock: no server lets itself be told the time, so what it has written down is moved instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis.asyncio import Redis

HOUR = 3600
TIMES = frozenset({b"seen", b"next", b"paused", b"last", b"doubt", b"gate"})
PER_SECOND = {b"pace": 1_000_000, b"pulse": 1000}
LASTING = "{sokbo}:alive:*", "{sokbo}:lease:*"


async def shift(redis: Redis, hours: int) -> None:
    """Let every time lie so many hours ahead, as it does once the clock was set back by as many; below 0, forward.

    What lasts for seconds is over once the clock was set forward.
    """
    await _shift_waits(redis, hours * HOUR)
    await _shift_pace(redis, hours * HOUR)
    if hours < 0:
        for pattern in LASTING:
            async for key in redis.scan_iter(pattern):
                await redis.delete(key)


async def _shift_waits(redis: Redis, seconds: int) -> None:
    async for key in redis.scan_iter("{sokbo}:*", _type="zset"):
        if key.split(b":")[1] in {b"later", b"rest", b"mends"}:
            for channel in [*await redis.zrange(key, 0, -1)]:
                await redis.zadd(key, {channel: seconds * 1000}, incr=True)


async def _shift_pace(redis: Redis, seconds: int) -> None:
    async for key in redis.scan_iter("{sokbo}:p*", _type="hash"):
        scale = PER_SECOND.get(key.split(b":")[1], 0)
        for field, value in (await redis.hgetall(key)).items():
            if scale and field in TIMES:
                await redis.hset(key, field, str(float(value) + seconds * scale))
    async for key in redis.scan_iter("{sokbo}:sent:*", _type="list"):
        for place, at in enumerate(await redis.lrange(key, 0, -1)):
            await redis.lset(key, place, str(float(at) + seconds * 1_000_000))

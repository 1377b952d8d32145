"""What the store holds: at a kill, which deliveries were under way; later, whether everything has come to rest."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Platform
from bot.store.keys import Keys
from tests.crash.story import editions

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from tests.crash.judge import Delivery

KEYS = Keys()


@dataclass(slots=True)
class Evidence:
    """The store as a killed bot left it: sends under way, all that was under way, and broadcasts by their cursor."""

    sends: set[Delivery] = field(default_factory=set)
    under_way: int = 0
    cursors: dict[str, str] = field(default_factory=dict)


async def gather(redis: Redis) -> Evidence:
    """Return what the store holds now."""
    evidence = Evidence()
    for platform in Platform:
        claimed: dict[Any, Any] = await redis.hgetall(KEYS.inflight(platform))
        evidence.under_way += len(claimed)
        for channel, claim in claimed.items():
            post_id = claim.split(" ", 1)[1]
            if "m" not in await _row(redis, post_id, channel):
                evidence.sends.add((channel, await number(redis, post_id)))
    names: Any = await redis.zrange(KEYS.broadcasts, 0, -1)  # Any, as redis-py's types can't say that answers are text
    for name in names:
        evidence.cursors[name] = str(await redis.hget(KEYS.broadcast(name), "cursor") or "")
    return evidence


async def unrest(redis: Redis, source: str, posts: int) -> str:
    """Return what keeps the store from rest, in words; nothing once it knows so many posts and all is delivered."""
    places = {"broadcasts": KEYS.broadcasts} | {f"in flight on {one}": KEYS.inflight(one) for one in Platform}
    pipeline = redis.pipeline()
    for key in places.values():
        pipeline.exists(key)
    pipeline.keys(f"{KEYS.prefix}:mail:*")
    pipeline.hlen(KEYS.known(source))
    *there, due, known = await pipeline.execute()
    reasons = [name for name, is_there in zip(places, there, strict=True) if is_there]
    reasons += [f"something is due to {len(due)} channels, as to {due[0]}"] if due else []
    reasons += [f"{known} posts are known, not {posts}"] if known != posts else []
    return "; ".join(reasons)


async def held(redis: Redis) -> set[Delivery]:
    """Return what is set aside for the operator."""
    members: Any = await redis.zrange(KEYS.uncertain, 0, -1)
    pairs = [member.split(" ", 1) for member in members]
    return {(channel, await number(redis, post_id)) for channel, post_id in pairs}


async def time_passes(redis: Redis) -> None:
    """End what a dead bot's signs of life say, as some seconds beside a living one would, so that no bot need wait."""
    for pattern in (KEYS.lease("*"), KEYS.alive("*")):
        if names := await redis.keys(pattern):
            await redis.delete(*names)
    seconds, _ = await redis.time()
    await redis.hset(KEYS.pulse, mapping={"last": seconds * 1000, "doubt": 0})


async def number(redis: Redis, post_id: str) -> int:
    """Return a post's number by its id."""
    record = await redis.hget(KEYS.post(post_id), "json")
    found = editions(json.loads(record or '{"title": ""}')["title"])
    assert found is not None, f"the store knows no story with the id {post_id}"
    return found[0]


async def _row(redis: Redis, post_id: str, channel: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(await redis.hget(KEYS.rows(post_id), channel) or "{}")
    return row

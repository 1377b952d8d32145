"""The store's roster: channels and what they asked for."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from bot.core.schedule.calendar import awake
from bot.store.codec import RANKS, channel_from_json, channel_to_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.core.delivery import Channel
    from bot.store.connection import Connection
    from bot.store.digests import StoredDigests
    from bot.store.keys import Keys


ANYTHING: Final = "*"  # as `write.lua` has it
AT_ONCE: Final = 500  # posts that are looked at together


class Written(IntEnum):
    """What came of writing a channel, as `write.lua` says it: it stands otherwise, was written, or stood just so."""

    KEPT = 0
    DONE = 1
    SAME = 2


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

    async def ids(self) -> Sequence[str]:
        """Return the id of every channel, in order."""
        with reachable():
            return sorted(await self._redis.hkeys(self._keys.channels))

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

    async def change(self, channel_id: str, decide: Callable[[Channel | None], Channel | None]) -> Channel | None:
        """Write what is decided on from the channel as it stands, where that is not None; return how it stands then.

        `decide` is asked again whenever somebody else writes the channel meanwhile: nobody's change is lost. One that
        moved is changed where it lives now.
        """
        while True:
            with reachable():
                record = await self._redis.hget(self._keys.channels, channel_id)
                moved = None if record else await self._redis.hget(self._keys.moved, channel_id)
            if moved:
                channel_id = moved
                continue
            known = channel_from_json(record) if record else None
            decided = decide(known)
            if decided is None:
                return known
            if await self._write(decided, record or ""):
                return decided

    async def put(self, channel: Channel) -> None:
        """Write the channel over whatever stands there."""
        await self._write(channel, ANYTHING)

    async def put_all(self, channels: Iterable[Channel], *, over: bool = True) -> Sequence[Written]:
        """Write many channels, only those that are new unless `over`; return what came of each."""
        before = ANYTHING if over else ""
        answers = await self._connection.run_each("write", (self._written(channel, before) for channel in channels))
        return [Written(answer) for answer in answers]

    async def _write(self, channel: Channel, before: str) -> bool:
        """Write a channel whose record is still as it was `before`; return False where it is not."""
        return bool(await self._connection.run_together("write", *self._written(channel, before)))

    def _written(self, channel: Channel, before: str) -> tuple[str | float, ...]:
        """Return what `write.lua` is told.

        What is gathered for the channel comes when its hours say by now. One that has a keeper is looked at by
        `bot.notices.keepers`.
        """
        channel, due = _awake(channel), self._digests.due_to(channel)
        member = _member(channel) if _receives(channel) else ""
        written = int(time.time() * 1000) if channel.keeper else ""
        return channel.id, before, channel_to_json(channel), member, written, "" if due is None else due

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

    async def suspend(self, channel: Channel, why: str) -> bool:
        """Stop sending to the channel and keep its wishes; what is due to it is dropped when it is claimed.

        Returns False where the platform has let us in since the channel was read: then a refusal says nothing any more.
        """
        is_stale = False

        def suspended(known: Channel | None) -> Channel | None:
            nonlocal is_stale
            current = known or channel
            is_stale = current.admitted_at != channel.admitted_at
            if is_stale or current.suspended == why:
                return None
            since = current.suspended_at if current.suspended else datetime.now(UTC)
            return replace(current, suspended=why, suspended_at=since)

        await self.change(channel.id, suspended)
        return not is_stale

    async def move(self, channel: Channel, address: str) -> None:
        """Give the channel a new address: its wishes and due deliveries go along."""
        while not await self._move(channel, replace(channel, address=address)):
            pass

    async def rename(self, name: Channel, found: Channel) -> bool:
        """Give a channel that is known by its `name` the number by which it was `found`, and all that it was sent.

        Of wishes at either, those of the settings count. Return False where it is just being written to.
        """
        is_half_done = name.id in await self.renaming()
        if not is_half_done and not await self._move(name, found, is_same=True):
            return False
        await self._adopt(name, found)
        return True

    async def renaming(self) -> Mapping[str, str]:
        """Return the ids of channels that were renamed and have not been given yet all they were sent, with the new."""
        with reachable():
            half_done: dict[str, str] = await self._redis.hgetall(self._keys.renaming)
        return half_done

    async def _move(self, channel: Channel, to: Channel, *, is_same: bool = False) -> bool:
        with reachable():
            before, there = await self._redis.hmget(self._keys.channels, [channel.id, to.id])
            is_named = await self._redis.sismember(self._keys.named, channel.id)
        current = channel_from_json(before) if before else channel
        known = channel_from_json(there) if there else None
        moved = replace(current, address=to.address, title=current.title or to.title)
        if known is not None and is_same and is_named:
            hours = replace(moved.hours, muted_until=known.hours.muted_until)
            moved = replace(moved, keeper=moved.keeper or known.keeper, hours=hours)
        elif known is not None and (_receives(known) or before is None):
            moved = known
        is_done = await self._connection.run(
            "move", channel.platform, channel.id, moved.id, channel_to_json(moved),
            _member(moved) if _receives(moved) else "", _member(current), before or "", there or "", int(is_same),
        )  # fmt: skip
        return bool(is_done)

    async def _adopt(self, name: Channel, found: Channel) -> None:
        """Let what the channel shows be known by its number; a bot that is killed meanwhile begins anew."""
        rows = self._keys.rows("")
        with reachable():
            keys = [key async for key in self._redis.scan_iter(f"{rows}*", count=1000)]
        posts = sorted({key.removeprefix(rows) for key in keys})
        for start in range(0, len(posts), AT_ONCE):
            ids = posts[start : start + AT_ONCE]
            with reachable():
                pipeline = self._redis.pipeline(transaction=False)
                for one in ids:
                    pipeline.hexists(self._keys.rows(one), name.id)
                answers = await pipeline.execute()
            if shown := [one for one, is_there in zip(ids, answers, strict=True) if is_there]:
                await self._connection.run("adopt", name.platform, name.id, found.id, *shown)
        with reachable():
            await self._redis.hdel(self._keys.renaming, name.id)


def _awake(channel: Channel) -> Channel:
    """Return the channel without a mute that has passed: it is forgotten when the channel is written next."""
    if channel.hours.muted_until is None:
        return channel
    return replace(channel, hours=awake(channel.hours, datetime.now(UTC)))


def _member(channel: Channel) -> str:
    return f"{RANKS[channel.kind]}|{channel.id}"


def _receives(channel: Channel) -> bool:
    return channel.wishes is not None and not channel.suspended

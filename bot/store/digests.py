"""The store's digests: what is gathered for channels that want it later, and when it is due."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.schedule.roundup import Gathered
from bot.store.codec import RANKS, channel_from_json, post_from_json, post_to_json
from bot.store.connection import reachable
from bot.store.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.core.delivery import Channel
    from bot.core.post import Post
    from bot.core.schedule.calendar import Calendar
    from bot.store.connection import Connection
    from bot.store.wake import Wake

WORD = "digests"
AT_ONCE = 50  # posts that are read before others get the event loop


class StoredDigests:
    """`Digests` on a Redis-protocol server, by its clock; `calendar` says when what waits is due."""

    def __init__(self, connection: Connection, keys: Keys, wake: Wake, calendar: Calendar) -> None:
        self._connection = connection
        self._redis = connection.redis
        self._keys = keys
        self._wake = wake
        self._calendar = calendar
        self._next = 0.0

    async def due(self, limit: int) -> Sequence[Gathered]:
        """Return what is due to at most so many channels, longest first; it stays due until it is compiled."""
        soonest, now, listed = await self._connection.run("digests", limit)
        self._next = soonest / 1000 if soonest >= 0 else float("inf")
        found = [(channel, due, ids.split()) for channel, due, ids in zip(*[iter(listed)] * 3, strict=True)]
        posts = await live_posts(self._connection, {one for _, _, ids in found for one in ids}, is_news=True)
        return [
            Gathered(
                channel=channel_from_json(channel),
                posts=tuple(posts[one] for one in ids if one in posts),
                gone=tuple(one for one in ids if one not in posts),
                due=_moment(due),
                now=_moment(now),
            )
            for channel, due, ids in found
        ]

    async def compile(self, gathered: Gathered, roundup: Post | None, following: datetime) -> bool:
        """Make the roundup due to its channel and gather its posts no more, in one step; None tells nothing.

        What was gathered meanwhile comes at `following`. Return False where something changed and nothing was done.
        """
        channel, members = gathered.channel, roundup.roundup.members if roundup and roundup.roundup else ()
        rest = [post.id for post in gathered.posts if post.id not in members]
        name, json, fingerprint = (roundup.id, post_to_json(roundup), roundup.fingerprint) if roundup else ("", "", "")
        return bool(
            await self._connection.run_together(
                "compile", channel.id, channel.platform, RANKS[channel.kind], name, json, fingerprint,
                _milliseconds(following), len(members), *members, *rest, *gathered.gone,
            )
        )  # fmt: skip

    async def put_off(self, gathered: Gathered, until: datetime) -> None:
        """Let it be due only then."""
        await self._connection.run("reschedule", gathered.channel.id, _milliseconds(until))

    def due_to(self, channel: Channel) -> int | None:
        """Return the ms at which its hours let come what is gathered for a channel; None where it is not subscribed."""
        return _milliseconds(self._calendar.due(channel.hours, datetime.now(UTC))) if channel.wishes else None

    async def when(self, channel_id: str) -> datetime | None:
        """Return when what is gathered for the channel is due, None where nothing is."""
        with reachable():
            score = await self._redis.zscore(self._keys.digests, channel_id)
        return None if score is None else _moment(score)

    async def wait(self, longest: float) -> None:
        """Return when something may have become due, after `longest` seconds at the latest."""
        await self._wake.wait(WORD, min(longest, self._next))


async def live_posts(connection: Connection, ids: Collection[str], *, is_news: bool = False) -> dict[str, Post]:
    """Return by id those of the posts that readers can read, as they read now.

    As news (`is_news`) none is returned that nobody else is to get.
    """
    keys, order = Keys(connection.prefix), sorted(ids)
    found: dict[str, Post] = {}
    for some in (order[start : start + AT_ONCE] for start in range(0, len(order), AT_ONCE)):
        with reachable():
            pipeline = connection.redis.pipeline(transaction=False)
            for one in some:
                pipeline.hmget(keys.post(one), "state", "json", "ended")
            answers = await pipeline.execute()
        for one, (state, json, ended) in zip(some, answers, strict=True):
            if state == "live" and not (is_news and ended):
                found[one] = post_from_json(json)
    return found


async def with_stories(connection: Connection, posts: Mapping[str, Post | None]) -> dict[str, Post | None]:
    """Return the posts, each roundup among them with its stories: one more question, asked only where there is one."""
    members = {one for post in posts.values() if post and post.roundup for one in post.roundup.members}
    if not members:
        return dict(posts)
    stories = await live_posts(connection, members)
    return {name: _filled(post, stories) for name, post in posts.items()}


def _filled(post: Post | None, stories: Mapping[str, Post]) -> Post | None:
    if not (post and post.roundup):
        return post
    there = tuple(stories[one] for one in post.roundup.members if one in stories)
    return replace(post, roundup=replace(post.roundup, stories=there))


def _moment(milliseconds: str | float) -> datetime:
    return datetime.fromtimestamp(float(milliseconds) / 1000, UTC)


def _milliseconds(at: datetime) -> int:
    return math.ceil(at.timestamp() * 1000)

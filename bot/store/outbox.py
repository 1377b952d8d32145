"""The store's outbox: what is to be sent, and what came of it."""

from __future__ import annotations

import hashlib
import json
import math
import time
from itertools import chain
from typing import TYPE_CHECKING

import structlog

from bot.core.delivery import Delivery, Lane, Platform
from bot.core.pace import NO_REST
from bot.store.codec import RANKS, channel_from_json, post_from_json, receipt_of
from bot.store.digests import with_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.core.delivery import Receipt
    from bot.core.pace import Pace
    from bot.core.post import Post
    from bot.store.connection import Connection
    from bot.store.wake import Wake

log = structlog.get_logger()
STRANGE = 30.0  # seconds until what can't be read is tried again
HORIZON = 50_000  # microseconds of sends claimed ahead: what a kill -9 makes uncertain, what a breaking alert waits for


class StoredOutbox:
    """`Outbox` on a Redis-protocol server.

    `holder` names this process.
    """

    def __init__(self, connection: Connection, wake: Wake, holder: str, pace: Pace) -> None:
        self._connection = connection
        self._wake = wake
        self._holder = holder
        self._pace = pace
        self._needed: dict[Platform, float] = {}  # monotonic seconds, as is `_worth`
        self._worth: dict[Platform, float] = {}

    async def claim(self, platform: Platform, limit: int) -> Sequence[Delivery]:
        """Take up to `limit` due deliveries, best lane first, one a channel: each is in flight, with its place."""
        rate = self._pace.rates[platform]
        rests = [self._pace.rests.get((platform, kind), NO_REST).in_milliseconds for kind in RANKS]
        paying = ",".join(str(int(lane)) for lane in rate.paying_lanes)
        asked = time.monotonic()
        worth, needed, listed, rows = await self._connection.run_together(
            "claim", platform, limit, self._holder, HORIZON, rate.per_second, rate.paid_per_second, paying,
            *chain.from_iterable(rests),
        )  # fmt: skip
        self._needed[platform] = asked + needed / 1000 if needed >= 0 else math.inf
        self._worth[platform] = asked + worth / 1000 if worth >= 0 else math.inf
        posts, unknown = _read(zip(*[iter(listed)] * 3, strict=True))
        posts = await with_stories(self._connection, posts)
        deliveries = [_delivery(posts, claimed) for claimed in zip(*[iter(rows)] * 5, strict=True)]
        for delivery in deliveries:
            if delivery.post_id in unknown:  # another bot may know what it is, and other alerts don't wait for it
                await self.defer(delivery, STRANGE, "it is of a version of the bot that this one does not know")
        return [delivery for delivery in deliveries if delivery.post_id not in unknown]

    async def settle(self, delivery: Delivery, have: Receipt | None, *, is_followed: bool = False) -> None:
        """Record what the channel now shows; the row stays due while that differs from what it ought to show.

        A new message is to be published where others follow the channel (`is_followed`).
        """
        message, fingerprint = (have.message_id, have.fingerprint) if have else ("", "")
        was_written = have is not None or delivery.have is not None
        rest = self._pace.rests.get((delivery.channel.platform, delivery.channel.kind), NO_REST)
        milliseconds, burst = (rest if was_written else NO_REST).in_milliseconds
        followed = ("breaking" if delivery.lane is Lane.BREAKING else "others") if is_followed else ""
        await self._finish(delivery, "shows", message, fingerprint, rest=milliseconds, burst=burst, followed=followed)

    async def postpone(self, delivery: Delivery, pause: float, why: str, *, uncertain: bool = False) -> None:
        """Give the delivery back, due again after `pause` seconds, and its channel with it."""
        await self._finish(delivery, "again", why=why, uncertain=uncertain, pause=int(pause * 1000))

    async def defer(self, delivery: Delivery, pause: float, why: str) -> None:
        """Put the delivery off for `pause` seconds; the channel's next one is due. A removal is not put off."""
        await self._finish(delivery, "deferred", why=why, pause=int(pause * 1000))

    async def abandon(self, delivery: Delivery, why: str) -> None:
        """Give this delivery up for good; the channel's next one is due."""
        await self._finish(delivery, "abandoned", why=why)

    async def hold(self, delivery: Delivery, why: str) -> None:
        """Set an uncertain delivery aside for the operator; the channel's next one is due."""
        await self._finish(delivery, "held", why=why)

    async def gather(self, delivery: Delivery, due: datetime) -> None:
        """Let the post wait for the channel's next roundup, which is due then; the channel's next one is due."""
        fingerprint = delivery.want.fingerprint if delivery.want else ""
        await self._finish(delivery, "gathered", fingerprint=fingerprint, due=int(due.timestamp() * 1000))

    async def take_back(self, platform: Platform, working_on: Sequence[Delivery], *, alone: bool = False) -> int:
        """Make deliveries due again that nobody works on any more; return how many there were.

        Those of a process that is gone become uncertain. `alone` says that no other process can be alive.
        """
        ids = [delivery.channel.id for delivery in working_on]
        taken: int = await self._connection.run("takeback", platform, self._holder, int(alone), *ids)
        return taken

    async def wait(self, platform: Platform, longest: float) -> None:
        """Return when something may have become due on the platform, after `longest` seconds at the latest."""
        await self._wake.wait(platform, min(longest, self._needed.get(platform, 0.0) - time.monotonic()))

    def wake(self, platform: Platform) -> None:
        """Let this process wait for the platform no longer."""
        self._wake.call(platform)

    async def _finish(
        self, delivery: Delivery, outcome: str, message: str = "", fingerprint: str = "", *,
        why: str = "", uncertain: bool = False, pause: int = 0, rest: int = 0, burst: int = 1, due: int = 0,
        followed: str = "",
    ) -> None:  # fmt: skip
        channel = delivery.channel
        if time.monotonic() >= self._worth.get(channel.platform, math.inf):
            self._wake.call(channel.platform)  # the next claim goes along: half the round trips of a slow broadcast
        following = await self._connection.run_together(
            "settle", channel.platform, channel.id, delivery.post_id, outcome, message, fingerprint, why,
            int(uncertain), pause, rest, burst, self._holder, delivery.attempts, due, followed,
        )  # fmt: skip
        if following >= 0:
            self._wake.call_after(channel.platform, following / 1000)


def _read(listed: Iterable[tuple[str, str, str]]) -> tuple[dict[str, Post | None], set[str]]:
    """Return the posts of an answer, None for those that are withdrawn, and the ids of those that can't be read."""
    posts: dict[str, Post | None] = {}
    unknown = set()
    for post_id, state, record in listed:
        posts[post_id] = None
        if state == "live":
            try:
                posts[post_id] = post_from_json(record)
            except (KeyError, TypeError, ValueError) as error:
                log.error("delivery.unknown", post=post_id, why=repr(error))  # noqa: TRY400 - the record is not ours
                unknown.add(post_id)
    return posts, unknown


def _delivery(posts: Mapping[str, Post | None], claimed: tuple[str, str, str, int, int]) -> Delivery:
    channel, post_id, row, lane, delay = claimed
    place, fields = channel_from_json(channel), json.loads(row)
    return Delivery(
        channel=place,
        post_id=post_id,
        want=posts[post_id],
        have=receipt_of(fields),
        lane=Lane(lane),
        attempts=fields["n"],
        uncertain=bool(fields.get("u")),
        is_removing=fields.get("d", False),
        doubt=(fields["t"] - fields["u"]) / 1000 if fields.get("u") else 0.0,
        nonce=_nonce(place.id, post_id, fields.get("g", 0)),
        delay=delay / 1_000_000,
        reply_to=fields.get("r", ""),
    )


def _nonce(channel: str, post_id: str, generation: int) -> str:
    """Return twenty characters that stay the same until the message they stand for is deleted."""
    return hashlib.blake2b(f"{channel} {post_id} {generation}".encode(), digest_size=10).hexdigest()

"""The store's side of pacing: places for replies, and pauses."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bot.core.pace import NO_REST

if TYPE_CHECKING:
    from bot.core.delivery import Channel, Platform
    from bot.core.pace import Pace
    from bot.store.connection import Connection


LONGEST_WAIT = 15_000  # milliseconds; a reply that would come later is left out, so that alerts still get through


class StoredTurns:
    """`Turns` on a Redis-protocol server."""

    def __init__(self, connection: Connection, pace: Pace) -> None:
        self._connection = connection
        self._pace = pace

    async def rest(self, channel: Channel) -> float | None:
        """Let the channel rest after a reply; return the seconds until it may get it, None where that is too long."""
        rest = self._pace.rests.get((channel.platform, channel.kind))
        if rest is None:
            return 0.0
        rate = self._pace.rates[channel.platform].per_second
        asked = time.monotonic()
        while time.monotonic() - asked < LONGEST_WAIT / 1000:
            wait, is_placed = await self._connection.run(
                "rest", channel.platform, channel.id, *rest.in_milliseconds, LONGEST_WAIT, rate
            )
            if is_placed:
                return wait / 1000 if wait >= 0 else None
            await asyncio.sleep(wait / 1000)
        return None

    async def replied(self, channel: Channel) -> None:
        """Take note that a reply has arrived: the channel rests from now, not from when it might have gone."""
        if rest := self._pace.rests.get((channel.platform, channel.kind)):
            await self._connection.run("replied", channel.platform, channel.id, *rest.in_milliseconds)

    async def reserve(self, platform: Platform) -> float:
        """Take the platform's next place for a reply, ahead of broadcasts; return the seconds to wait for it."""
        wait: int = await self._connection.run("reserve", platform, self._pace.rates[platform].per_second)
        return wait / 1_000_000

    async def pause(self, platform: Platform, seconds: float) -> None:
        """Let nothing go on the platform for a while."""
        await self._connection.run("pause", platform, int(seconds * 1000))

    async def pause_channel(self, channel: Channel, seconds: float) -> None:
        """Let nothing go to the channel for a while, neither alerts nor replies."""
        rest = self._pace.rests.get((channel.platform, channel.kind), NO_REST)
        milliseconds = int(seconds * 1000)
        await self._connection.run("pause_channel", channel.platform, channel.id, milliseconds, *rest.in_milliseconds)

"""The store's side of pacing: places for replies, and pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.delivery import Channel, Platform
    from bot.core.pace import Pace
    from bot.store.connection import Connection


class StoredTurns:
    """`Turns` on a Redis-protocol server."""

    def __init__(self, connection: Connection, pace: Pace) -> None:
        self._connection = connection
        self._pace = pace

    async def reserve(self, channel: Channel) -> float:
        """Take the next place for a reply to the channel, ahead of broadcasts; return the seconds to wait for it."""
        rate = self._pace.rates[channel.platform].per_second
        rest = self._pace.rests.get((channel.platform, channel.kind))
        milliseconds, burst = (int(rest.seconds * 1000), rest.burst) if rest else (0, 1)
        wait: int = await self._connection.run("reserve", channel.platform, rate, channel.id, milliseconds, burst)
        return wait / 1_000_000

    async def pause(self, platform: Platform, seconds: float) -> None:
        """Let nothing go on the platform for a while."""
        await self._connection.run("pause", platform, int(seconds * 1000))

"""Lets messages through at their time: the one gate between us and the wire, for readers' replies and for alerts."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError, Throttled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.delivery import Channel, Platform
    from bot.core.pace import Stamp, Stamps
    from bot.core.ports.sending import Turns

log = structlog.get_logger()
LONGEST_WAIT = 2.0


class Turnstile:
    """Holds replies until their place in the platform's pace; without the store they go as soon as `stamps` allow."""

    def __init__(self, turns: Turns, stamps: Stamps) -> None:
        self._turns = turns
        self._stamps = stamps

    @asynccontextmanager
    async def turn(self, channel: Channel) -> AsyncIterator[bool]:
        """Enter when a reply to the channel may go, and send it inside; False where it should not.

        That is where so many wait already, or where the platform told us to leave the channel alone.
        """
        place = await self._place(channel)
        if place is None:
            log.warning("turnstile.reply_left_out", channel=channel.id)
            yield False
            return
        stamp = await at_its_place(place, self._stamps)
        try:
            yield True
        except Throttled as refusal:
            with suppress(StoreError):  # the next one is refused as this one was, and tells it then
                await self._turns.pause_channel(channel, refusal.pause)
            raise
        else:
            self._stamps.answered(stamp, time.monotonic())
            with suppress(StoreError):  # without it the next message there may come some milliseconds too soon
                await self._turns.replied(channel)

    async def another(self, platform: Platform) -> None:
        """Return when a delivery may make one more request, besides the one that it has its place for.

        Raises `Throttled` where that takes long: what is in flight is not to be slept over.
        """
        wait = 0.0
        with suppress(StoreError):
            wait = await self._turns.reserve(platform)
        if wait > LONGEST_WAIT:
            raise Throttled("the platform is left alone for a while", pause=wait)
        await at_its_place(wait, self._stamps)

    async def _place(self, channel: Channel) -> float | None:
        """Wait for the channel, and return the seconds until the platform has a place; None where that is too long."""
        try:
            rest = await self._turns.rest(channel)
            if rest is None:
                return None
            await asyncio.sleep(rest)
            return await self._turns.reserve(channel.platform)
        except StoreError as error:
            log.warning("turnstile.store_failed", why=str(error))
            return 0.0


async def at_its_place(seconds: float, stamps: Stamps) -> Stamp:
    """Return at a message's place in the pace, in so many seconds or as soon after as stamps allow; stamp it."""
    wait = max(seconds, stamps.wait(time.monotonic()))
    while wait > 0:
        await asyncio.sleep(wait)
        wait = stamps.wait(time.monotonic())
    return stamps.add(time.monotonic())

"""Lets replies through at their time: the one gate between a reader's answer and the wire."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.ports import Turns

log = structlog.get_logger()


class Turnstile:
    """Holds a reply until its place in the platform's pace; without the store it goes at once."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def turn(self, channel: Channel) -> bool:
        """Return when a reply to the channel may go; False where so many are waiting that it should not."""
        try:
            rest = await self._turns.rest(channel)
            if rest is None:
                log.warning("turnstile.reply_left_out", channel=channel.id)
                return False
            await asyncio.sleep(rest)
            await asyncio.sleep(await self._turns.reserve(channel.platform))
        except StoreError as error:
            log.warning("turnstile.store_failed", why=str(error))
        return True

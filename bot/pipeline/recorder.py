"""Writes down what came of a delivery, through outages of the store and cancellations."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError
from bot.pipeline.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = structlog.get_logger()
STORE_PAUSE = 0.5
WRITING = 6.0  # seconds that one attempt may take
PATIENCE_WHILE_DRAINING = 2  # attempts, once the bot is to stop


class Recorder:
    """Keeps an outcome in its hand until the store takes it; only a stopping bot gives up, aloud."""

    def __init__(self) -> None:
        self._is_draining = False

    def drain(self) -> None:
        """Wait no longer for a store that does not answer: the bot is to stop."""
        self._is_draining = True

    async def write(self, outcome: Callable[[], Awaitable[None]]) -> None:
        """Do it until it is done."""
        await uninterrupted(self._until_done(outcome), on_cancel=self.drain)

    async def _until_done(self, outcome: Callable[[], Awaitable[None]]) -> None:
        attempts = 0
        while True:
            try:
                async with asyncio.timeout(WRITING):
                    return await outcome()
            except (StoreError, TimeoutError) as error:
                attempts += 1
                if self._is_draining and attempts >= PATIENCE_WHILE_DRAINING:
                    log.error("delivery.unsettled", why=str(error))  # noqa: TRY400 - the sentence says all
                    return None
                log.warning("courier.store_failed", why=str(error))
                await asyncio.sleep(STORE_PAUSE)

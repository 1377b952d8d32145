"""Loop 2: claims what is due on one platform and sends couriers out."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from bot.core.delivery import Delivery, Platform
    from bot.core.ports.sending import Outbox
    from bot.pipeline.courier import Courier

log = structlog.get_logger()
IN_FLIGHT = 200
IDLE = 0.5
TAKE_BACK = 2.0
STORE_PAUSE = 0.5


class Dispatcher:
    """Delivers to one platform until drained, or until the platform refuses the token."""

    def __init__(self, platform: Platform, outbox: Outbox, courier: Courier) -> None:
        self._platform = platform
        self._outbox = outbox
        self._courier = courier
        self._under_way: dict[asyncio.Task[None], Delivery] = {}
        self._is_draining = False
        self._took_back = 0.0

    async def run(self) -> None:
        """Claim and deliver, through every outage of the store; return when all that was claimed is done."""
        async with asyncio.TaskGroup() as deliveries:
            while not self._is_draining and not self._courier.stopped:
                try:
                    await self._round(deliveries)
                except StoreError as error:
                    log.warning("dispatcher.store_failed", platform=self._platform, why=str(error))
                    await asyncio.sleep(STORE_PAUSE)

    def drain(self) -> None:
        """Claim nothing more; `run` returns when what is under way is done."""
        self._is_draining = True
        self._courier.drain()
        self._outbox.wake(self._platform)

    async def _round(self, deliveries: asyncio.TaskGroup) -> None:
        await self._take_back()
        free = IN_FLIGHT - len(self._under_way)
        if free <= 0:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return
        claimed = await self._outbox.claim(self._platform, free)
        for delivery in claimed:
            task = deliveries.create_task(self._courier.deliver(delivery))
            # By task, not by channel: a channel's next delivery may be claimed before this one's task has ended.
            self._under_way[task] = delivery
            task.add_done_callback(self._under_way.pop)
        await self._outbox.wait(self._platform, IDLE)

    async def _take_back(self) -> None:
        if time.monotonic() - self._took_back < TAKE_BACK:
            return
        self._took_back = time.monotonic()
        if count := await self._outbox.take_back(self._platform, list(self._under_way.values())):
            log.warning("delivery.taken_back", platform=self._platform, count=count)

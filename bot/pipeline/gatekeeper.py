"""Between watcher and fan-out: lets posts through whose hour has come and whose page is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError
from bot.core.patience import pause_before_asking

if TYPE_CHECKING:
    from bot.core.event import Waiting
    from bot.core.ports.sources import Gate, Pages

log = structlog.get_logger()
IDLE = 1.0
STORE_PAUSE = 0.5


class Gatekeeper:
    """Announces a post once its page and its picture answer, or once its patience is at an end."""

    def __init__(self, gate: Gate, pages: Pages) -> None:
        self._gate = gate
        self._pages = pages

    async def run(self) -> None:
        """Look after what waits, through every outage of the store; killed anywhere, it goes on where it was."""
        async with asyncio.TaskGroup() as questions:
            while True:
                try:
                    for waiting in await self._gate.due():
                        questions.create_task(self._see_to(waiting))
                    await self._gate.wait(IDLE)
                except StoreError as error:
                    log.warning("gatekeeper.store_failed", why=str(error))
                    await asyncio.sleep(STORE_PAUSE)

    async def _see_to(self, waiting: Waiting) -> None:
        """Ask for one post's page; what can't be written down comes again by itself."""
        try:
            await self._ask(waiting)
        except StoreError as error:
            log.warning("gatekeeper.store_failed", why=str(error))

    async def _ask(self, waiting: Waiting) -> None:
        post = waiting.post
        missing = await self._pages.missing(post.link, post.image, is_own=waiting.is_own)
        if not missing:
            log.info("post.page_found", post=post.id, seconds=round(waiting.waited, 1))
            await self._gate.announce(post.id, has_page=True)
        elif waiting.waited >= waiting.patience:
            log.warning("post.page_missing", post=post.id, why=missing, remedy="it is announced without a preview")
            await self._gate.announce(post.id, has_page=False)
        else:
            left = waiting.patience - waiting.waited
            await self._gate.ask_again(post.id, min(pause_before_asking(waiting.asked), left))

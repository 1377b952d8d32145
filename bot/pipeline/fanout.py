"""Between the loops: walks each post through its audience, page by page, so that no audience is too large."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError
from bot.core.router import match, subject_of
from bot.core.schedule.calendar import IN_UTC, Calendar, Manner

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.delivery import Channel, Page, Platform
    from bot.core.hours import Hours
    from bot.core.ports.sending import Broadcasts
    from bot.core.post import Level

log = structlog.get_logger()
PAGE = 250  # channels; a page takes a few milliseconds of the event loop
IDLE = 1.0
STORE_PAUSE = 0.5


class FanOut:
    """Turns broadcasts into due deliveries on `platforms`, those with a token: for others they would only pile up.

    Killed anywhere, it goes on at the page where it was.
    """

    def __init__(self, broadcasts: Broadcasts, platforms: Collection[Platform], calendar: Calendar = IN_UTC) -> None:
        self._calendar = calendar
        self._broadcasts = broadcasts
        self._platforms = platforms

    async def run(self) -> None:
        """Walk broadcasts as they come, through every outage of the store."""
        while True:
            try:
                if not await self._walks_a_page():
                    await self._broadcasts.wait(IDLE)
            except StoreError as error:
                log.warning("fanout.store_failed", why=str(error))
                await asyncio.sleep(STORE_PAUSE)

    async def _walks_a_page(self) -> bool:
        page = await self._broadcasts.page(PAGE)
        if page is None:
            return False
        audience = [channel for channel in _audience(page) if channel.platform in self._platforms]
        await self._broadcasts.enqueue(page, *(self._parted(page, audience) if page.is_first else (audience, ())))
        if not page.next_cursor:
            log.info("broadcast.walked", post=page.post.id, mode="send" if page.is_first else "mend")
        return True

    def _parted(self, page: Page, audience: Sequence[Channel]) -> tuple[list[Channel], list[tuple[Channel, datetime]]]:
        """Return to whom the post goes, and for whom it is gathered with when that is due."""
        now = datetime.now(UTC)
        due = cache(lambda hours: self._due(hours, page.post.level, now))  # many channels live by the same hours
        goes = [channel for channel in audience if due(channel.hours) is None]
        waits = [(channel, at) for channel in audience if (at := due(channel.hours)) is not None]
        return goes, waits

    def _due(self, hours: Hours, level: Level, now: datetime) -> datetime | None:
        """Return when a post is due that is gathered; None where it is not."""
        is_gathered = self._calendar.manner(hours, level, now) is Manner.GATHERED
        return self._calendar.due(hours, now) if is_gathered else None


def _audience(page: Page) -> list[Channel]:
    """Return whom the page's post concerns: who wished for it, or, where it is shown already, everybody."""
    if not page.is_first:
        return list(page.channels)
    subject = subject_of(page.post)
    return [channel for channel in page.channels if match(subject, channel, page.recorded_at).is_for]

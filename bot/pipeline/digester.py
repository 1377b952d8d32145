"""Beside the fan-out: makes one roundup of what was gathered for a channel, when it is due."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError
from bot.core.schedule.calendar import is_muted
from bot.core.schedule.roundup import roundup_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports.sending import Digests
    from bot.core.post import Post
    from bot.core.schedule.calendar import Calendar
    from bot.core.schedule.roundup import Gathered

log = structlog.get_logger()
BATCH = 32  # channels that are asked for together
AT_ONCE = 4  # whose roundups are made before others get the event loop
IDLE = 1.0
STORE_PAUSE = 0.5


class Digester:
    """Makes roundups due as deliveries of their own; late ones, too, once, as soon as the bot is up again."""

    def __init__(self, digests: Digests, calendar: Calendar) -> None:
        self._digests = digests
        self._calendar = calendar

    async def run(self) -> None:
        """See to what is due, through every outage of the store; killed anywhere, it goes on where it was."""
        while True:
            try:
                if not await self._sees_to_some():
                    await self._digests.wait(IDLE)
            except* StoreError as errors:
                log.warning("digester.store_failed", why=str(errors.exceptions[0]))
                await asyncio.sleep(STORE_PAUSE)

    async def _sees_to_some(self) -> bool:
        due = await self._digests.due(BATCH)
        for start in range(0, len(due), AT_ONCE):
            async with asyncio.TaskGroup() as work:
                for gathered in due[start : start + AT_ONCE]:
                    work.create_task(self._see_to(gathered))
        return bool(due)

    async def _see_to(self, gathered: Gathered) -> None:
        """Make the roundup, unless the channel was muted meanwhile: then it comes when it hears again."""
        channel = gathered.channel
        until = channel.hours.muted_until
        if until and is_muted(channel.hours, gathered.now):
            await self._digests.put_off(gathered, until)
            return
        roundup = roundup_of(gathered, self._calendar.zone_name(channel.hours))
        following = self._calendar.due(channel.hours, gathered.now)
        if await self._digests.compile(gathered, roundup, following):
            late = round((gathered.now - gathered.due).total_seconds(), 1)
            log.info("digest.compiled", channel=channel.id, seconds_late=late, **_words(roundup))


def _words(roundup: Post | None) -> Mapping[str, str | int]:
    """Return what follows a roundup by its id, and each of its stories to it by theirs."""
    if roundup is None or roundup.roundup is None:
        return {"stories": 0}
    known = roundup.roundup
    return {"post": roundup.id, "stories": len(known.members) + known.more, "of": " ".join(known.members)}

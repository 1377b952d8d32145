"""Publishes what was sent to channels that others follow; a publication that fails is never a failed delivery."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from bot.core.errors import Gone, PlatformError, Scope, StoreError, Throttled, Unauthorized, Unavailable

if TYPE_CHECKING:
    from bot.core.delivery import Platform, Publication
    from bot.core.ports.sending import Followers, Publications

log = structlog.get_logger()
AT_ONCE: Final = 8
IDLE: Final = 0.5  # seconds
AGAIN: Final = 10.0


class Publisher:
    """Loop beside a dispatcher: takes publications from the store, one a channel, and carries them out."""

    def __init__(self, platform: Platform, publications: Publications, followers: Followers) -> None:
        self._platform = platform
        self._publications = publications
        self._followers = followers
        self._refused: set[str] = set()
        self._pause = 0.0

    async def run(self) -> None:
        """Publish through every outage, until cancelled; what is under way then is taken up by whoever comes next."""
        while True:
            try:
                taken = await self._publications.claim(self._platform, AT_ONCE)
                async with asyncio.TaskGroup() as tasks:
                    for one in taken:
                        tasks.create_task(self._publish(one))
            except* StoreError as errors:
                log.warning("publisher.store_failed", why=str(errors.exceptions[0]))
                taken = ()
            pause, self._pause = self._pause, 0.0
            if pause or not taken:
                await asyncio.sleep(pause or IDLE)

    async def _publish(self, one: Publication) -> None:
        fields = {"post": one.post_id, "channel": one.channel.id}
        try:
            is_published = await self._followers.publish(one.channel, one.message_id)
        except PlatformError as error:
            log.warning("publication.failed", error=type(error).__name__, why=str(error), **fields)
            await self._remedy(one, error)
        except Exception:
            log.exception("publication.crashed", **fields)
            await self._publications.finish(one)
        else:
            self._refused.discard(one.channel.id)
            if is_published:
                log.info("publication.done", **fields)
            await self._publications.finish(one)

    async def _remedy(self, one: Publication, error: PlatformError) -> None:
        """Try again what may come to pass; give up what will not, and say once for each channel how to mend it."""
        match error:
            case Throttled():
                if error.scope is Scope.PLATFORM:
                    self._pause = max(self._pause, error.pause)
                await self._publications.bar(one, error.pause)
            case Unavailable() | Unauthorized():
                await self._publications.postpone(one, AGAIN)
            case Gone():  # withdrawn meanwhile
                await self._publications.finish(one)
            case _:
                if one.channel.id not in self._refused:
                    self._refused.add(one.channel.id)
                    remedy = "give the bot View Channel, Send Messages and Manage Messages there"
                    log.error("publication.given_up", channel=one.channel.id, why=str(error), remedy=remedy)
                await self._publications.finish(one)

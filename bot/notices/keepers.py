"""Has the keeper of a channel told where the bot may not write there any more, and when it may again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import PlatformError, StoreError
from bot.core.notice import Matter, Notice
from bot.core.readers.conversation import Asker
from bot.core.router import is_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.ports.operators import Kept, Notices
    from bot.core.ports.readers import Archive, Rights, Roster

log = structlog.get_logger()
BEAT = 1.0  # seconds between two looks
SETTLED = 2.0  # seconds that a channel has to stand as it does: a blink is no news
SHOWN = 100  # of what was missed: more are not counted


class Keepers:
    """Looks at channels that were written anew, each as it stands by then; what was told is told once by the store.

    A notice goes to the keeper's private chat on the channel's platform. Where they take nothing from the bot, there is
    nobody to tell: what they see is `/status`.
    """

    def __init__(self, kept: Kept, notices: Notices, *, roster: Roster, rights: Rights, archive: Archive) -> None:
        self._kept = kept
        self._notices = notices
        self._roster = roster
        self._rights = rights
        self._archive = archive

    async def run(self) -> None:
        """Look until cancelled, through every outage."""
        while True:
            try:
                await self._look()
            except (StoreError, PlatformError) as error:
                log.warning("keepers.failed", why=str(error))
            await asyncio.sleep(BEAT)

    async def _look(self) -> None:
        for channel_id, mark in await self._kept.written(SETTLED):
            channel = await self._roster.get(channel_id)
            try:
                if channel is not None and channel.keeper:
                    await self._tell(channel)
            except PlatformError as error:  # it is looked at again; those on another platform don't wait for this one
                log.warning("keepers.failed", channel=channel_id, why=str(error))
                continue
            await self._kept.heed(channel_id, mark)

    async def _tell(self, channel: Channel) -> None:
        if channel.suspended and channel.wishes is None:
            return
        chat = await self._chat(channel)
        if chat is None or chat.id == channel.id:
            return
        notice = Notice(matter=Matter.KEPT, about=channel.id, name=channel.title)
        if channel.suspended:
            lacking = await self._lacking(channel)
            notice = replace(notice, why=channel.suspended, titles=tuple(lacking), count=max(1, len(lacking)))
        else:
            notice = replace(notice, is_over=True, missed=await self._missed(channel))
        if await self._notices.tell(notice, [chat]):
            log.info("keeper.told", channel=channel.id, is_over=notice.is_over, why=notice.why)

    async def _chat(self, channel: Channel) -> Channel | None:
        """Return the private chat with the keeper as the roster has it, None where nothing can be sent there."""
        chat = await self._rights.private(Asker(channel, channel.keeper, channel.language))
        if chat is None:
            return None
        new = replace(chat, language=channel.language)
        # Only what is on the roster is sent to.
        known = await self._roster.change(chat.id, lambda known: None if known else new) or new
        return None if known.suspended else known

    async def _lacking(self, channel: Channel) -> Sequence[str]:
        """Return what the bot lacks there; where it is no member any more, the platform may not say."""
        try:
            return await self._rights.lacking(channel)
        except PlatformError:
            return ()

    async def _missed(self, channel: Channel) -> int:
        """Return how many stories the channel wished for that came while it was suspended."""
        since = channel.suspended_at
        if since is None:
            return 0
        posts = await self._archive.latest(SHOWN)
        return sum(one.published_at > since and is_for(one, channel, one.published_at) for one in posts)

"""Tells the admin chats that the store is away, past the store: all else that they are told goes through it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import structlog

from bot.core.errors import PlatformError
from bot.core.notice import Matter, Notice
from bot.core.post import Alert, Level
from bot.core.vigil import Vigil

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.core.delivery import Channel, Platform
    from bot.core.ports.sending import Messenger
    from bot.notices.admins import AdminChats

log = structlog.get_logger()
BEAT = 1.0  # seconds between two looks
LASTING = 10.0  # seconds that the store has to be away: a server that is restarted is no news
# Seconds in which several bots tell of the same, in one message on Discord; two outages in turn are further apart.
SAME_EVENT: Final = 10


class Alarm:
    """Looks after the store while all else waits for it; `trouble` says why it can't be written to, if it can't.

    With several bots each says so itself, for nothing is left by which they could agree.
    """

    def __init__(
        self, trouble: Callable[[], Awaitable[str]], chats: AdminChats, messengers: Mapping[Platform, Messenger]
    ) -> None:
        self._trouble = trouble
        self._chats = chats
        self._messengers = messengers
        self._vigil = Vigil(LASTING)
        self._has_begun = False

    async def run(self) -> None:
        """Look until cancelled."""
        clock = asyncio.get_running_loop()
        while True:
            why = await self._trouble()
            standing = Notice(matter=Matter.STORE, why=why, is_over=not why)
            for notice in self._vigil.see([standing], clock.time()):
                if self._has_begun or not notice.is_over:
                    await self._tell(notice)
                self._has_begun = not notice.is_over
                self._vigil.told(notice, clock.time())
            await asyncio.sleep(BEAT)

    async def _tell(self, notice: Notice) -> None:
        log.info("notice.told", matter=notice.matter, about=notice.about, is_over=notice.is_over)
        for chat in self._chats.known:
            await self._send(chat, notice)

    async def _send(self, chat: Channel, notice: Notice) -> None:
        messenger = self._messengers.get(chat.platform)
        if messenger is None:
            return
        now = datetime.now(UTC)
        alert = Alert(
            headline="", excerpt="", link="", image=None, level=Level.NONE, published_at=now, notice=notice
        )  # fmt: skip
        nonce = f"store-{time.time() // SAME_EVENT:.0f}-{notice.is_over:d}"
        try:
            await messenger.send(chat, alert, nonce)
        except PlatformError as error:  # the next one may be told, and the log and the health check tell it anyway
            log.warning("alarm.failed", channel=chat.id, why=str(error))

"""Has the admin chats told that the store is away, past the store: all else that they are told goes through it."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError
from bot.core.notice import Matter, Notice
from bot.core.ports.operators import Turn
from bot.core.vigil import Vigil

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.delivery import Channel
    from bot.core.ports.operators import Rota
    from bot.notices.admins import AdminChats
    from bot.notices.herald import Herald
    from bot.notices.slip import Slip

log = structlog.get_logger()
BEAT = 1.0  # seconds between two looks
LASTING = 10.0  # seconds that the store has to be away: a server that is restarted is no news
TURN = 10.0  # seconds until the next bot sees to it, or this one tries again: looks and sends take less


class Alarm:
    """Looks after the store while all else waits for it; `trouble` says why it can't be written to, if it can't.

    Of several bots the first in the rota tells it, and each other one, in its turn, a chat that has not heard of it by
    then. That it is over goes through the store, which is back.
    """

    def __init__(
        self, trouble: Callable[[], Awaitable[str]], chats: AdminChats, herald: Herald, rota: Rota, slip: Slip
    ) -> None:
        self._trouble = trouble
        self._chats = chats
        self._herald = herald
        self._rota = rota
        self._slip = slip
        self._vigil = Vigil(LASTING)
        self._turn = Turn(slip.absence or uuid.uuid4().hex)  # until the store gives one that is known to all bots
        self._owed: Sequence[Channel] = ()
        self._not_before = 0.0

    async def run(self) -> None:
        """Look until cancelled."""
        clock = asyncio.get_running_loop()
        while True:
            why = await self._trouble()
            if not why:
                with suppress(StoreError):
                    self._turn = await self._rota.attend()
            now = clock.time()
            standing = Notice(matter=Matter.STORE, why=why, is_over=not why)
            for notice in self._vigil.see([standing], now):
                if await self._end() if notice.is_over else self._begin(now):
                    self._vigil.told(notice, now)
            if why and self._owed and now >= self._not_before:
                self._not_before = now + TURN
                self._owed = [chat for chat in self._owed if await self._is_owed(chat, standing)]
            await asyncio.sleep(BEAT)

    def _begin(self, now: float) -> bool:
        """Owe it to every chat, from this bot's turn on; not if it told it before it was restarted."""
        is_told = self._slip.absence == self._turn.absence
        self._owed = () if is_told else [one for one in self._chats.known if one.platform in self._herald.messengers]
        self._not_before = now + self._turn.place * TURN
        return True

    async def _is_owed(self, chat: Channel, notice: Notice) -> bool:
        """Tell the chat; return whether that is to be tried again."""
        is_told = await self._herald.tell(chat, notice, self._turn.absence)
        if is_told:
            self._slip.write(self._turn.absence)
        return is_told is None

    async def _end(self) -> bool:
        """Have it told, once for all bots, that what was told is over, if it was; return False to try again."""
        self._owed = ()
        if not self._slip.absence:
            # Whoever told it may be gone, with its slip: the next absence would bear the name of one that is known.
            if not await self._herald.has_told(self._chats.known, self._turn.absence):
                return True
            self._slip.write(self._turn.absence)
        try:
            chats = await self._chats.reached_by(self._herald.messengers)
            if await self._rota.back(self._slip.absence, chats):
                log.info("notice.told", matter=Matter.STORE, is_over=True)
            else:
                log.info("alarm.heard", is_over=True)
            self._turn = await self._rota.attend()  # the next absence has another name
        except StoreError as error:
            log.warning("alarm.store_failed", why=str(error))
            return False
        self._slip.tear()
        return True

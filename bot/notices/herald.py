"""Tells a chat past the store, by the platform alone, and not what another bot has told it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import Moved, PlatformError, Throttled, Unavailable
from bot.core.post import Alert, Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.delivery import Channel, Platform
    from bot.core.notice import Notice
    from bot.core.ports.sending import Messenger, Witness

log = structlog.get_logger()


class Herald:
    """Sends with the messengers themselves.

    `witnesses` are of the platforms that don't see to it themselves that what is sent again shows once.
    """

    def __init__(self, messengers: Mapping[Platform, Messenger], witnesses: Mapping[Platform, Witness]) -> None:
        self.messengers = messengers
        self._witnesses = witnesses

    async def tell(self, chat: Channel, notice: Notice, absence: str) -> bool | None:
        """Return whether the chat knows of the absence now; None where it does not, and that is to be tried again."""
        try:
            if await self._has_heard(chat, absence):
                log.info("alarm.heard", channel=chat.id, is_over=False)
            else:
                await self.messengers[chat.platform].send(chat, _alert(notice), _nonce(chat, absence))
                log.info("notice.told", matter=notice.matter, channel=chat.id, is_over=notice.is_over)
                await self._note(chat, absence)
        except Moved as moved:
            return await self.tell(replace(chat, address=moved.address), notice, absence)
        except PlatformError as error:  # the log and the health check tell it anyway
            log.warning("alarm.failed", channel=chat.id, why=str(error))
            return None if isinstance(error, Throttled | Unavailable) else False
        return True

    async def has_told(self, chats: Sequence[Channel], absence: str) -> bool:
        """Return whether one of the chats is known to have been told of the absence, by this bot or another."""
        return any([await self._has_heard(chat, absence) for chat in chats])

    async def _has_heard(self, chat: Channel, absence: str) -> bool:
        """Return whether another bot told the chat; where nobody can say, it is told once more rather than never."""
        if witness := self._witnesses.get(chat.platform):
            with suppress(PlatformError):
                return await witness.has_heard(chat, absence)
        return False

    async def _note(self, chat: Channel, absence: str) -> None:
        if witness := self._witnesses.get(chat.platform):
            with suppress(PlatformError):  # then another bot tells the chat, too
                await witness.note(chat, absence)


def _nonce(chat: Channel, absence: str) -> str:
    """Return what is the same for all bots; Discord compares nonces over all channels."""
    return blake2b(f"{absence} {chat.id}".encode(), digest_size=12).hexdigest()


def _alert(notice: Notice) -> Alert:
    now = datetime.now(UTC)
    return Alert(headline="", excerpt="", link="", image=None, level=Level.NONE, published_at=now, notice=notice)

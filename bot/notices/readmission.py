"""Whether a channel can really be written to again: a restart forgets suspensions, to try anew, and proves nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.core.errors import PlatformError

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.ports.readers import Rights

GOOD_FOR = 10.0  # seconds until the platform is asked again
SOON: Final = 3.0  # seconds that its answer is waited for


class Readmission:
    """Asks the platform about channels of which admin chats were told that nothing is sent there."""

    def __init__(self, rights: Rights) -> None:
        self._rights = rights
        self._known: dict[str, tuple[float, str]] = {}

    async def hindrance(self, channel: Channel) -> str:
        """Return why the channel can't be written to, if it can't; where the platform does not say, that."""
        now = asyncio.get_running_loop().time()
        until, why = self._known.get(channel.id, (now, ""))
        if now >= until:
            why = await self._asked(channel)
            self._known[channel.id] = now + GOOD_FOR, why
        return why

    def forget(self, channel: Channel) -> None:
        """Ask anew once it is in question again."""
        self._known.pop(channel.id, None)

    async def _asked(self, channel: Channel) -> str:
        try:
            async with asyncio.timeout(SOON):
                lacking = await self._rights.lacking(channel)
                if not lacking or await self._rights.writes(channel):  # some are for a part of alerts
                    return ""
        except (PlatformError, TimeoutError) as error:
            return str(error) or "the platform does not answer"
        return f"the bot lacks: {', '.join(lacking)}"

"""Who tells of the store's next absence, and by which name all know it; agreed upon while the store is there."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from bot.core.notice import Matter, Notice
from bot.core.ports.operators import Turn
from bot.store.leases import LIFETIME
from bot.store.notices import as_post_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.store.connection import Connection


class StoredRota:
    """`Rota` on a Redis-protocol server. Who was not heard of for some seconds is on it no more."""

    def __init__(self, connection: Connection, holder: str) -> None:
        self._connection = connection
        self._holder = holder

    async def attend(self) -> Turn:
        """Say that this process looks after the store; return its turn."""
        name, place = await self._connection.run("rota", self._holder, int(LIFETIME * 1000), a_name())
        return Turn(name, place)

    async def back(self, absence: str, chats: Sequence[Channel]) -> bool:
        """Make the end of this absence due to the chats, unless it was told, in one step with the next one's name."""
        over = Notice(matter=Matter.STORE, is_over=True)
        return bool(await self._connection.run("back", absence, a_name(), *as_post_to(chats, over)))


def a_name() -> str:
    """Return a name that no absence had."""
    return uuid.uuid4().hex[:16]

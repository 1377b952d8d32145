"""The requests that a platform holds against us, counted for all processes of one bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys

WINDOW = 10  # minutes; Discord's documentation counts invalid requests over ten


class StoredOffences:
    """`Offences` on a Redis-protocol server: a count a minute, so it forgets up to a minute late and never early."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    async def add(self, count: int, most: int) -> tuple[int, float]:
        """Count so many more; return how many there were lately, and the seconds until they are fewer than `most`."""
        lately, wait = await self._connection.run("offences", count, WINDOW, most, key=self._keys.offences)
        return lately, wait / 1000

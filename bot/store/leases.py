"""Who is alive, and who holds which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys

LIFETIME = 8.0


class StoredLeases:
    """This process's sign of life and its roles; both end `lifetime` seconds after it last renewed them."""

    lifetime = LIFETIME

    def __init__(self, connection: Connection, keys: Keys, holder: str) -> None:
        self._connection = connection
        self._keys = keys
        self._holder = holder

    async def beat(self) -> None:
        """Say that this process is alive."""
        with reachable():
            await self._connection.redis.set(self._keys.alive(self._holder), 1, px=int(LIFETIME * 1000))

    async def hold(self, role: str) -> bool:
        """Take or renew a role; return whether this process has it."""
        answer = await self._connection.run(
            "lease", self._holder, int(LIFETIME * 1000), key=self._keys.lease(role)
        )  # fmt: skip
        return bool(answer)

    async def inherit(self) -> None:
        """End every lease and sign of life: for a bot that knows itself alone, after one that was killed."""
        with reachable():
            for pattern in (self._keys.lease("*"), self._keys.alive("*")):
                async for key in self._connection.redis.scan_iter(pattern):
                    await self._connection.redis.delete(key)

    async def release(self, role: str) -> None:
        """Give a role up, so that another process need not wait."""
        with reachable():
            if await self._connection.redis.get(self._keys.lease(role)) == self._holder:
                await self._connection.redis.delete(self._keys.lease(role))

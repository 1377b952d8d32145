"""Who is alive, and who holds which role."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys
    from bot.store.wake import Wake

LIFETIME = 6.0  # three renewals; with a second to notice and what the work takes to begin, a takeover is within ten
# The clock that goes on while the machine sleeps: Linux has one of that name, elsewhere the monotonic one does.
CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class StoredLeases:
    """This process's sign of life and its roles; both end `lifetime` seconds after it last renewed them."""

    lifetime = LIFETIME

    def __init__(self, connection: Connection, keys: Keys, wake: Wake, holder: str) -> None:
        self._connection = connection
        self._wake = wake
        self._keys = keys
        self._holder = holder
        self._alive_until = 0.0

    @property
    def is_alive(self) -> bool:
        """Return whether our sign of life lasts; no word to the store: we may have been stopped a moment ago."""
        return time.clock_gettime(CLOCK) < self._alive_until

    async def beat(self) -> None:
        """Say that this process is alive."""
        started = time.clock_gettime(CLOCK)
        await self._connection.run("beat", self._holder, int(LIFETIME * 1000))
        self._alive_until = started + LIFETIME

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
                # As it comes it would ask once for every ten keys there are, for seconds over a large archive.
                async for key in self._connection.redis.scan_iter(pattern, count=10_000):
                    await self._connection.redis.delete(key)

    async def release(self, role: str) -> None:
        """Give a role up and wake those who wait for it."""
        await self._connection.run(
            "release", self._holder, self._keys.wake, _word(role), key=self._keys.lease(role)
        )  # fmt: skip

    async def wait(self, role: str, longest: float) -> None:
        """Return when the role may be free, after `longest` seconds at the latest."""
        await self._wake.wait(_word(role), longest)


def _word(role: str) -> str:
    return f"lease:{role}"

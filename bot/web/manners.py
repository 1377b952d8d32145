"""How a host is treated: one request at a time, and a pause before the next."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Manners:
    """Shared by all who ask: whoever asks a host waits for those before, and `pause` seconds after them."""

    def __init__(self, pause: float = 1.0) -> None:
        self._pause = pause
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Have the host for oneself for as long as the block lasts."""
        clock = asyncio.get_running_loop().time
        async with self._turns[host]:
            await asyncio.sleep(self._free_at.get(host, 0.0) - clock())
            try:
                yield
            finally:
                self._free_at[host] = clock() + self._pause

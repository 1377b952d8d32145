"""The push source: looks at nothing, and passes on what comes in at its door."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.sighting import Authority, Sighting
from bot.sources.push.door import Door

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.core.ports.sources import Replays, Versions


class PushSource:
    """Posts that others push to `path`, signed with one of the secrets. `doors` is where it is called."""

    def __init__(self, name: str, path: str, secrets: Sequence[str], replays: Replays) -> None:
        self.name = name
        self.trouble = ""
        self.looked_at: datetime | None = None
        self.doors = {path: Door(name, self._take_in, secrets, replays).application}
        self._pushes: asyncio.Queue[tuple[Sighting, asyncio.Future[bool]]] = asyncio.Queue()
        self._is_over = False
        self._waiting: set[asyncio.Future[bool]] = set()

    async def sightings(self, versions: Versions | None = None) -> AsyncGenerator[Sighting, None]:  # noqa: ARG002 - nothing is read that has one
        """Yield an empty look, as there is nothing to look at, then what is pushed; a push is answered behind it."""
        self._is_over = False
        try:
            yield Sighting(self.name, (), complete=False, authority=Authority.PUSH)
            while True:
                sighting, is_recorded = await self._pushes.get()
                if is_recorded.done():  # who pushed it was told to come again, and may have come to another bot
                    continue
                self.looked_at = datetime.now(UTC)
                yield sighting
                if not is_recorded.done():
                    is_recorded.set_result(True)
        finally:
            self._is_over = True
            for left in self._waiting:
                if not left.done():
                    left.set_result(False)

    async def _take_in(self, sighting: Sighting) -> bool:
        """Return True when the sighting is recorded, False where it will not be."""
        if self._is_over:
            return False
        is_recorded: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.add(is_recorded)
        is_recorded.add_done_callback(self._waiting.discard)
        self._pushes.put_nowait((sighting, is_recorded))
        return await is_recorded

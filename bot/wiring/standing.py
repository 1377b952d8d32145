"""How the parts of this process stand, for health checks, metrics and the console."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.notices.room import Room
    from bot.ops.metrics import Metrics
    from bot.pipeline.watcher import Watcher
    from bot.store.store import Store
    from bot.wiring.bureau import Bureau


class Standing:
    """Asks each part and the store; nothing here waits for anything but the store."""

    def __init__(
        self, store: Store, bureaus: Sequence[Bureau], watchers: Sequence[Watcher], room: Room | None = None
    ) -> None:
        self._store = store
        self.room = room
        self.bureaus = bureaus
        self.watchers = watchers

    async def reasons(self) -> list[str]:
        """Return why the bot can't do its work, if it can't."""
        troubles = {**self._troubles(), "store": await self.store_trouble()}
        return [f"{part}: {trouble}" for part, trouble in troubles.items() if trouble]

    async def store_trouble(self) -> str:
        """Return why nothing can be written down, if it can't; a server that answers may have a full disk."""
        if self._store.server and self._store.server.trouble:
            return self._store.server.trouble
        try:
            await self._store.connection.prove()
        except StoreError as error:
            return str(error)
        return ""

    async def measured(self, metrics: Metrics) -> bytes:
        """Return all metrics as Prometheus reads them, those that the store knows among them while it is there."""
        troubles = {**self._troubles(), "store": await self.store_trouble()}
        free = self.room.free if self.room else nan
        if troubles["store"]:
            return metrics.text(None, troubles, free)
        try:
            load = await self._store.tally.load()
        except StoreError as error:
            return metrics.text(None, {**troubles, "store": str(error)}, free)
        return metrics.text(load, troubles, free)

    def _troubles(self) -> dict[str, str]:
        """Return by part of the bot what is wrong there, nothing where nothing is."""
        return {
            **{str(bureau.platform): bureau.trouble for bureau in self.bureaus},
            **{f"source {watcher.name}": watcher.trouble for watcher in self.watchers},
        }

"""One delivery's requests to Discord: the first has its place in the pace, every further one has to ask for its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.platforms.discord.wire import Wire

Another: TypeAlias = "Callable[[], Awaitable[None]]"


async def at_once() -> None:
    """Let a further request go without waiting for a place."""


class Errand:
    """Calls the wire. `another` returns when one more request may go; Discord counts requests, not messages (doc)."""

    def __init__(self, wire: Wire, another: Another) -> None:
        self._wire = wire
        self._another = another
        self._is_under_way = False

    async def call(self, method: str, path: str, **given: Any) -> Any:
        """Make one call, as `Wire.call`."""
        if self._is_under_way:
            await self._another()
        self._is_under_way = True
        return await self._wire.call(method, path, **given)

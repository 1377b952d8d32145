"""Signed requests are remembered for as long as their signature is good, for every process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_kept(store: Store, other: Store) -> None:
    """A request that one process took is known to another; one that nobody took is not."""
    await store.replays.keep("a", 60)
    assert await other.replays.has("a")
    assert not await other.replays.has("b")


async def test_forgotten(store: Store) -> None:
    """When its time is over it is forgotten, and leaves nothing in the store."""
    await store.replays.keep("a", 0.02)
    async with asyncio.timeout(10):
        while await store.replays.has("a"):  # noqa: ASYNC110 - the server forgets it
            await asyncio.sleep(0.01)
    assert [key async for key in store.connection.redis.scan_iter(f"{store.connection.prefix}:replay:*")] == []

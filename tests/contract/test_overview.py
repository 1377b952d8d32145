"""The store as operators look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.overview import PARSED
from tests.builders import a_channel

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_channels(store: Store) -> None:
    """All channels are there in the order of their ids, each once, though they are read a few at a time."""
    addresses = [f"{number:05}" for number in range(2 * PARSED + 1)]
    await store.roster.put_all(a_channel(one) for one in reversed(addresses))
    assert [one.address for one in await store.overview.channels()] == addresses

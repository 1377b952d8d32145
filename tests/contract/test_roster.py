"""The roster: channels and their wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.configured import configure
from bot.core.delivery import Kind, Language, Wishes
from tests.builders import a_channel

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_put(store: Store) -> None:
    """A channel comes back as it was written."""
    channel = a_channel("@x", kind=Kind.GROUP, title="방", language=Language.EN, wishes=Wishes(frozenset({"tech"})))
    await store.roster.put(channel)
    assert await store.roster.get(channel.id) == channel
    assert await store.roster.all() == [channel]
    assert await store.roster.get("telegram:nobody") is None


async def test_named_in_settings(store: Store) -> None:
    """A channel named in the settings is subscribed, keeps its date over restarts, and ends when no longer named."""
    channel = a_channel(since=None)
    await configure(store.roster, [channel])
    first = await store.roster.get(channel.id)
    await configure(store.roster, [channel])
    assert first is not None
    assert first.since is not None
    assert await store.roster.get(channel.id) == first
    await configure(store.roster, [])
    ended = await store.roster.get(channel.id)
    assert ended is not None
    assert ended.wishes is None


async def test_restart_ends_suspension(store: Store) -> None:
    """A channel of the settings is tried again after a restart, which is when permissions have been mended."""
    channel = a_channel()
    await configure(store.roster, [channel])
    await store.roster.suspend(channel, "no permission")
    await configure(store.roster, [channel])
    again = await store.roster.get(channel.id)
    assert again is not None
    assert again.suspended == ""

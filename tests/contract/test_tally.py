"""The store in a few numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Lane, Platform
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_load(store: Store) -> None:
    """What is due is counted by platform and lane, with its age, and what is under way apart from it."""
    nothing = await store.tally.load()
    assert (nothing.channels, sum(nothing.ready.values()), nothing.oldest) == (0, 0, {})
    await subscribe(store, a_channel("1"), a_channel("2", kind=Kind.BROADCAST), a_channel("3", Platform.DISCORD))
    await publish(store, a_post())
    (delivery,) = await claim(store, 1)
    load = await store.tally.load()
    assert load.channels == 3
    assert load.in_flight == {Platform.TELEGRAM: 1, Platform.DISCORD: 0}
    assert {one: count for one, count in load.ready.items() if count} == {
        (Platform.TELEGRAM, Lane.NORMAL): 1,
        (Platform.DISCORD, Lane.NORMAL): 1,
    }
    assert set(load.oldest) == {(Platform.TELEGRAM, Lane.NORMAL), (Platform.DISCORD, Lane.NORMAL)}
    assert all(0 <= age < 60 for age in load.oldest.values())
    await settle(store, delivery)
    assert (await store.tally.load()).in_flight[Platform.TELEGRAM] == 0

"""Channels that the settings call by an @name, and readers by a number: one channel, with all it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.configured import configure
from bot.core.delivery import Wishes
from bot.core.event import Corrected, Published
from bot.store.keys import Keys
from tests.builders import NOON, a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.store.store import Store

NAME, NUMBER = a_channel("@news"), a_channel("-1001", title="속보 알림")


async def test_one_alert(store: Store) -> None:
    """A channel that is subscribed by name and by number gets the next post once."""
    await subscribe(store, NAME, NUMBER)
    assert await store.roster.rename(NAME, NUMBER)
    await publish(store, a_post())
    assert [one.channel.address for one in await claim(store)] == ["-1001"]


async def test_settings_wishes_count(store: Store) -> None:
    """What the settings wish for the name counts for the number; who connected it stays its keeper."""
    await configure(store.roster, [replace(NAME, wishes=Wishes(frozenset({"경제"})))])
    await subscribe(store, replace(NUMBER, keeper="7"))
    await store.roster.rename(NAME, NUMBER)
    found = await store.roster.get(NUMBER.id)
    assert found is not None
    assert (found.wishes, found.keeper) == (Wishes(frozenset({"경제"})), "7")
    assert await store.roster.named() == {NUMBER.id}


async def test_remembered(store: Store) -> None:
    """At the next start the settings' name stands for the number, whatever the channel is called by then."""
    await configure(store.roster, [NAME])
    await store.roster.rename(NAME, NUMBER)
    await configure(store.roster, [NAME])
    assert [one.id for one in await store.roster.all()] == [NUMBER.id]


async def test_what_was_sent(store: Store) -> None:
    """What the channel was sent by its name is corrected by its number, and stands in its history."""
    await subscribe(store, NAME)
    await publish(store, a_post())
    for delivery in await claim(store):
        await settle(store, delivery, "42")
    await store.roster.rename(NAME, NUMBER)
    assert [one.post.id for one in await store.history.last(NUMBER)] == [a_post().id]
    await store.ledger.record("site", [Corrected(replace(a_post(), title="고친 제목"))])
    await walk(store)
    due = await claim(store)
    assert [(one.channel.address, one.have and one.have.message_id) for one in due] == [("-1001", "42")]


async def test_corrected_meanwhile(store: Store, other: Store) -> None:
    """A correction whose walk comes before all that was sent has been given to the number reaches it all the same."""
    await subscribe(store, NAME)
    await publish(store, a_post())
    for delivery in await claim(store):
        await settle(store, delivery, "42")
    assert await store.roster.rename(NAME, NUMBER)
    keys = Keys(store.connection.prefix)
    # As a bot leaves it that is killed before it gave the rows along.
    await store.connection.redis.hset(keys.renaming, NAME.id, NUMBER.id)
    rows, told = keys.rows(a_post().id), keys.told(a_post().id)
    row = await store.connection.redis.hget(rows, NUMBER.id)
    await store.connection.redis.hdel(rows, NUMBER.id)
    await store.connection.redis.hset(rows, NAME.id, row)
    await store.connection.redis.delete(told)
    await store.connection.redis.zadd(told, {NAME.id: 0})
    await store.ledger.record("site", [Corrected(replace(a_post(), title="고친 제목"))])
    await walk(store)
    assert await claim(store) == []
    assert await other.roster.renaming() == {NAME.id: NUMBER.id}
    assert await other.roster.rename(NAME, NUMBER)
    due = await claim(store)
    assert [(one.channel.address, one.have and one.have.message_id) for one in due] == [("-1001", "42")]
    assert await other.roster.renaming() == {}


async def test_what_is_due(store: Store) -> None:
    """What is due to the name is sent to the number, once."""
    await subscribe(store, NAME)
    await publish(store, a_post())
    await store.roster.rename(NAME, NUMBER)
    assert [one.channel.address for one in await claim(store)] == ["-1001"]
    assert await claim(store) == []


async def test_under_way(store: Store) -> None:
    """While a message is under way to the name, it keeps the name: what becomes of it is written down first."""
    await subscribe(store, NAME)
    await publish(store, a_post())
    (delivery,) = await claim(store)
    assert not await store.roster.rename(NAME, NUMBER)
    await settle(store, delivery)
    assert await store.roster.rename(NAME, NUMBER)
    assert await claim(store) == []


async def test_uncertain(store: Store) -> None:
    """An alert that may have arrived is still the operator's to decide about, by the number."""
    await subscribe(store, NAME)
    await store.ledger.record("site", [Published(a_post(published_at=NOON))])
    await walk(store)
    (delivery,) = await claim(store)
    await store.outbox.hold(delivery, "may have been delivered")
    await store.roster.rename(NAME, NUMBER)
    assert [one.channel_id for one in await store.uncertain.all()] == [NUMBER.id]

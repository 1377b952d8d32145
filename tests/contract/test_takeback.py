"""What a process had in flight that is gone, or was only taken for gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Platform
from bot.core.event import Corrected
from bot.store.keys import Keys
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, is_never_silent, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.core.delivery import Delivery
    from bot.store.store import Store


async def test_dead_process(store: Store, other: Store) -> None:
    """Deliveries of a process that is gone come back as uncertain; those of a living one don't."""
    await _in_flight(other)
    await is_never_silent(store)
    await other.leases.beat()
    assert await _taken(store) == 0
    await _falls_silent(store, "other")
    assert await _taken(store) == 1
    (delivery,) = await claim(store)
    assert delivery.uncertain


async def test_doubt(store: Store, other: Store) -> None:
    """It is known for how long a delivery has been in doubt: since the first attempt that may have arrived."""
    await _lost(store, other)
    (second,) = await claim(store)
    await asyncio.sleep(0.01)
    await store.outbox.postpone(second, 0.0, "no answer in time", uncertain=True)
    (third,) = await claim(store)
    assert 0.0 <= second.doubt < third.doubt < 60.0


async def test_alone(store: Store, other: Store) -> None:
    """A process that knows itself alone waits for nobody's sign of life to end."""
    await _in_flight(other)
    await other.leases.beat()
    assert await store.outbox.take_back(Platform.TELEGRAM, [], alone=True) == 1


@pytest.mark.parametrize("ahead", [3_600_000, -3_600_000], ids=["the store was away", "its clock was set back"])
async def test_everybody_silent(store: Store, other: Store, ahead: int) -> None:
    """Where nobody could say that it lives nobody is taken for gone, before everybody has had the time to say so."""
    await _in_flight(other)
    await is_never_silent(store)
    await store.connection.redis.hincrby(Keys(store.connection.prefix).pulse, "last", -ahead)
    assert await _taken(store) == 0
    await store.leases.beat()
    assert await _taken(store) == 0
    doubt = await store.connection.redis.hget(Keys(store.connection.prefix).pulse, "doubt")
    seconds, _ = await store.connection.redis.time()
    assert 0 < int(doubt) - seconds * 1000 <= (store.leases.lifetime + 1) * 1000
    await is_never_silent(store)  # as it is when that time is over
    assert await _taken(store) == 1


async def test_late_word(store: Store, other: Store) -> None:
    """What comes of a send after it was taken back and held still counts: it is uncertain no more, and done."""
    delivery = await _held(store, other)
    await settle(other, delivery)
    assert await store.uncertain.count() == 0
    assert await claim(store) == []


@pytest.mark.parametrize("uncertain", [True, False])
async def test_late_failure(store: Store, other: Store, *, uncertain: bool) -> None:
    """A send that fails after it was taken back and held stays held: it is never neither held nor due."""
    delivery = await _held(store, other)
    await other.outbox.postpone(delivery, 0.0, "no answer in time", uncertain=uncertain)
    assert [one.post_id for one in await store.uncertain.all()] == [delivery.post_id]


async def test_late_hold(store: Store, other: Store) -> None:
    """A delivery that another process has made meanwhile is not held by the one that lost it."""
    delivery = await _lost(store, other)
    (again,) = await claim(store)
    await settle(store, again)
    await other.outbox.hold(delivery, "may have been delivered")
    assert await store.uncertain.count() == 0


async def test_late_edit(store: Store, other: Store) -> None:
    """An older version that arrives late, when nothing else is due, makes the delivery due at once."""
    delivery = await _lost(store, other)
    (again,) = await claim(store)
    await settle(store, again)
    await store.ledger.record("site", [Corrected(a_post(title="정정된 제목"))])
    await walk(store)
    (edit,) = await claim(store)
    await settle(store, edit)
    await settle(other, delivery)
    (anew,) = await claim(store)
    assert (anew.post_id, anew.want) == (delivery.post_id, a_post(title="정정된 제목"))


async def test_postponed_twice(store: Store) -> None:
    """A postponing whose answer was lost, repeated when the next attempt is under way, does not let a third begin."""
    delivery = await _in_flight(store)
    await store.outbox.postpone(delivery, 0, "down")
    (again,) = await claim(store)
    await store.outbox.postpone(delivery, 0, "down")
    assert await claim(store) == []
    await settle(store, again)
    assert await claim(store) == []


async def _in_flight(store: Store) -> Delivery:
    """Let the store's process have something in flight."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    return delivery


async def _lost(store: Store, other: Store) -> Delivery:
    """Return what the other had in flight when it was taken for gone."""
    delivery = await _in_flight(other)
    await is_never_silent(store)
    assert await _taken(store) == 1
    return delivery


async def _held(store: Store, other: Store) -> Delivery:
    """Return what the other had in flight when it was taken for gone, and what is held now."""
    delivery = await _lost(store, other)
    (again,) = await claim(store)
    await store.outbox.hold(again, "may have been delivered")
    return delivery


async def _falls_silent(store: Store, holder: str) -> None:
    """End a process's sign of life, as time would."""
    await store.connection.redis.delete(Keys(store.connection.prefix).alive(holder))


async def _taken(store: Store) -> int:
    return await store.outbox.take_back(Platform.TELEGRAM, [])

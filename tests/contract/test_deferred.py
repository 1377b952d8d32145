"""Deliveries that are put off: they alone wait, until their time, through everything that happens meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.delivery import Lane, Platform, Receipt
from bot.core.event import Corrected, Retracted
from bot.core.post import Level
from bot.core.why.explanation import Standing, explain
from bot.store.keys import Keys
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.core.delivery import Delivery
    from bot.core.post import Post
    from bot.store.store import Store

LONG = 600.0


async def test_the_channel_goes_on(store: Store) -> None:
    """What is put off holds nothing back: neither another correction nor a breaking alert to the same channel."""
    await _deferred(store, LONG)
    await publish(store, a_post("b", level=Level.BREAKING))
    (breaking,) = await claim(store)
    assert breaking.post_id == a_post("b").id
    await settle(store, breaking)
    await _correct(store, a_post("b", level=Level.BREAKING, title="더 새로운"))
    (correction,) = await claim(store)
    assert correction.post_id == a_post("b").id


async def test_comes_in_its_time(store: Store) -> None:
    """When its time has come it is due again, once, as the correction that it was."""
    await _deferred(store, 0.05)
    (edit,) = await _soon(store)
    assert (edit.lane, edit.have, edit.attempts) == (Lane.CORRECTION, Receipt("m1", a_post().fingerprint), 2)
    await settle(store, edit)
    assert await claim(store) == []
    assert await store.connection.redis.exists(Keys(store.connection.prefix).deferred("telegram")) == 0


async def test_corrections_fold(store: Store) -> None:
    """A correction of what is put off waits with it, and both are one edit."""
    await _deferred(store, 0.3)
    await _correct(store, a_post(title="셋째 제목"))
    assert await claim(store) == []
    (edit,) = await _soon(store)
    assert edit.want is not None
    assert edit.want.title == "셋째 제목"
    await settle(store, edit)
    assert await claim(store) == []


async def test_removed_at_once(store: Store) -> None:
    """A withdrawal of what is put off goes ahead, and nothing comes after it."""
    await _deferred(store, LONG)
    await store.ledger.record("site", [Retracted(a_post().key)])
    await walk(store)
    (deletion,) = await claim(store)
    assert deletion.want is None
    await settle(store, deletion)
    assert await store.connection.redis.exists(Keys(store.connection.prefix).deferred("telegram")) == 0


async def test_corrected_back(store: Store) -> None:
    """A correction that takes back the one put off leaves nothing to do."""
    await _deferred(store, 0.05)
    await _correct(store, a_post())
    key = Keys(store.connection.prefix).deferred("telegram")
    async with asyncio.timeout(10):
        while await store.connection.redis.exists(key):
            assert await claim(store) == []
    assert await claim(store) == []


async def test_late_answer(store: Store) -> None:
    """A delivery that was taken back meanwhile is not put off by whoever had it before."""
    delivery = await _correction(store)
    assert await store.outbox.take_back(delivery.channel.platform, []) == 1
    await store.outbox.defer(delivery, LONG, "few edits an hour")
    assert len(await _soon(store)) == 1


async def test_suspended(store: Store) -> None:
    """A channel that is suspended loses what was put off, as it loses all that is due to it."""
    delivery = await _deferred(store, 0.05)
    await store.roster.suspend(delivery.channel, "kicked")
    key = Keys(store.connection.prefix).deferred("telegram")
    async with asyncio.timeout(10):
        while await store.connection.redis.exists(key):
            assert await claim(store) == []
    assert await claim(store) == []


async def test_moved(store: Store) -> None:
    """A correction put off is dropped when its channel moves: the old place's message can't be edited from the new."""
    delivery = await _deferred(store, LONG)
    await store.roster.move(delivery.channel, "-9")
    assert await claim(store) == []
    assert await store.connection.redis.exists(Keys(store.connection.prefix).deferred("telegram")) == 0


async def test_first_message_moves_along(store: Store) -> None:
    """A first message put off goes to the new address at once."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await store.outbox.defer(delivery, LONG, "wait")
    assert await claim(store) == []
    await store.roster.move(delivery.channel, "-9")
    (moved,) = await claim(store)
    assert (moved.channel.address, moved.have) == ("-9", None)


async def test_is_pending(store: Store) -> None:
    """What is put off counts as pending, after what is due, with the time at which it comes."""
    delivery = await _deferred(store, LONG)
    await publish(store, a_post("b"))
    pending = await store.history.pending(delivery.channel)
    assert (pending.count, [one.post.id for one in pending.first]) == (2, [a_post("b").id, delivery.post_id])
    told = explain(pending.first[1])
    assert told.standing is Standing.BEING_CORRECTED
    assert told.next_at is not None
    assert told.next_at > told.of.read_at
    assert (await store.overview.queue(Platform.TELEGRAM)).by_post == {delivery.post_id: 1, a_post("b").id: 1}


async def _deferred(store: Store, pause: float) -> Delivery:
    """Put a correction off."""
    delivery = await _correction(store)
    await store.outbox.defer(delivery, pause, "few edits an hour")
    return delivery


async def _correction(store: Store) -> Delivery:
    """Return the claimed correction of a message that was sent."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (sent,) = await claim(store)
    await settle(store, sent)
    await _correct(store, a_post(title="둘째 제목"))
    (correction,) = await claim(store)
    return correction


async def _correct(store: Store, post: Post) -> None:
    await store.ledger.record("site", [Corrected(post)])
    await walk(store)


async def _soon(store: Store) -> list[Delivery]:
    """Return the next deliveries that are due."""
    async with asyncio.timeout(10):
        while True:
            if claimed := await claim(store):
                return claimed

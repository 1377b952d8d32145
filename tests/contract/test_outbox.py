"""The outbox: claim, settle, postpone, abandon, hold."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.configured import configure
from bot.core.delivery import Kind, Lane, Platform, Receipt
from bot.core.event import Corrected, Published, Retracted
from bot.core.post import Level
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_published(store: Store) -> None:
    """A published post is due once in every channel that wants it, and not again when settled."""
    await subscribe(store, a_channel("-1"), a_channel("-2"))
    await publish(store, a_post())
    deliveries = await claim(store)
    assert {one.channel.address for one in deliveries} == {"-1", "-2"}
    assert all(one.want == a_post() and one.have is None for one in deliveries)
    for delivery in deliveries:
        await settle(store, delivery)
    assert await claim(store) == []


async def test_in_flight(store: Store) -> None:
    """A claimed delivery is nobody else's until it is settled or given back."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    assert len(await claim(store)) == 1
    assert await claim(store) == []


async def test_platforms_apart(store: Store) -> None:
    """Each platform claims its own."""
    await subscribe(store, a_channel("-1"), a_channel("9", Platform.DISCORD))
    await publish(store, a_post())
    assert [one.channel.address for one in await claim(store, platform=Platform.DISCORD)] == ["9"]
    assert [one.channel.address for one in await claim(store)] == ["-1"]


async def test_order_within_channel(store: Store) -> None:
    """Two alerts to one channel go one after the other, in the order in which they were recorded."""
    await subscribe(store, a_channel())
    first, second = a_post("a"), a_post("b")
    await publish(store, first, second)
    (one,) = await claim(store)
    assert one.want == first
    assert await claim(store) == []
    await settle(store, one)
    (two,) = await claim(store)
    assert two.want == second


async def test_order_survives_postponing(store: Store) -> None:
    """A postponed alert holds back what follows it in its channel, and in no other."""
    await subscribe(store, a_channel("-1"), a_channel("-2"))
    await publish(store, a_post("a"), a_post("b"))
    for delivery in await claim(store):
        if delivery.channel.address == "-1":
            await store.outbox.postpone(delivery, 60, "slow down")
        else:
            await settle(store, delivery)
    (delivery,) = await claim(store)
    assert (delivery.channel.address, delivery.post_id) == ("-2", a_post("b").id)


async def test_breaking_first(store: Store) -> None:
    """A breaking alert overtakes what was recorded before it, in its channel and over all."""
    await subscribe(store, a_channel("-1"), a_channel("-2"))
    await publish(store, a_post("a"), a_post("b", level=Level.BREAKING))
    deliveries = await claim(store)
    assert [one.post_id for one in deliveries] == [a_post("b").id] * 2
    assert {one.lane for one in deliveries} == {Lane.BREAKING}


async def test_big_ones_first(store: Store) -> None:
    """Channels come before groups, groups before private chats."""
    kinds = [Kind.PRIVATE, Kind.GROUP, Kind.BROADCAST]
    await subscribe(store, *(a_channel(str(number), kind=kind) for number, kind in enumerate(kinds)))
    await publish(store, a_post())
    assert [one.channel.kind for one in await claim(store)] == list(reversed(kinds))


async def test_corrected_before_sending(store: Store) -> None:
    """A correction before the sending folds into one message."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    await store.ledger.record("site", [Corrected(a_post(title="새 제목"))])
    await walk(store)
    (delivery,) = await claim(store)
    assert delivery.want is not None
    assert delivery.want.title == "새 제목"
    await settle(store, delivery)
    assert await claim(store) == []


async def test_corrected_after_sending(store: Store) -> None:
    """A correction after the sending is an edit of the same message."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await settle(store, delivery, "m7")
    await store.ledger.record("site", [Corrected(a_post(title="새 제목"))])
    await walk(store)
    (edit,) = await claim(store)
    assert edit.have == Receipt("m7", a_post().fingerprint)
    assert edit.want == a_post(title="새 제목")
    assert edit.lane is Lane.CORRECTION


async def test_corrected_while_sending(store: Store) -> None:
    """A correction while the message is under way becomes an edit after it."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await store.ledger.record("site", [Corrected(a_post(title="새 제목"))])
    await walk(store)
    await settle(store, delivery, "m7")
    (edit,) = await claim(store)
    assert edit.have == Receipt("m7", a_post().fingerprint)
    assert edit.want == a_post(title="새 제목")


async def test_retracted_before_sending(store: Store) -> None:
    """A retraction before the sending leaves nothing to do, and takes no place from what follows."""
    await subscribe(store, a_channel())
    await publish(store, a_post("a"), a_post("b"))
    await store.ledger.record("site", [Retracted("a")])
    await walk(store)
    assert [one.post_id for one in await claim(store)] == [a_post("b").id]


async def test_retracted_after_sending(store: Store) -> None:
    """A retraction after the sending is due as a deletion, once; a later message has a nonce of its own."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await settle(store, delivery, "m7")
    await store.ledger.record("site", [Retracted(a_post().key)])
    await walk(store)
    (deletion,) = await claim(store)
    assert (deletion.want, deletion.have) == (None, Receipt("m7", a_post().fingerprint))
    await settle(store, deletion)
    assert await claim(store) == []
    await publish(store, a_post())
    (again,) = await claim(store)
    assert again.nonce != delivery.nonce


async def test_nonce_stays(store: Store) -> None:
    """Every attempt at one message carries the same nonce, of at most 25 characters, and attempts are counted."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (first,) = await claim(store)
    await store.outbox.postpone(first, 0, "down", uncertain=True)
    (second,) = await claim(store)
    assert second.nonce == first.nonce
    assert len(first.nonce) <= 25
    assert (second.attempts, second.uncertain) == (2, True)


async def test_rest_after_a_message(store: Store) -> None:
    """A private chat rests after a message, a group after as many as its burst."""
    await subscribe(store, a_channel("1", kind=Kind.PRIVATE), a_channel("-2", kind=Kind.GROUP))
    await publish(store, a_post("a"), a_post("b"), a_post("c"))
    sent = []
    while deliveries := await claim(store):
        for delivery in deliveries:
            sent.append(delivery.channel.address)
            await settle(store, delivery)
    assert sorted(sent) == ["-2", "-2", "1"]


async def test_rest_outlasts_the_queue(store: Store) -> None:
    """A chat that had nothing due when its rest began rests all the same."""
    await subscribe(store, a_channel("1", kind=Kind.PRIVATE))
    await publish(store, a_post("a"))
    (delivery,) = await claim(store)
    await settle(store, delivery)
    await publish(store, a_post("b"))
    assert await claim(store) == []


async def test_abandoned(store: Store) -> None:
    """An abandoned delivery does not come back; the channel's next one does."""
    await subscribe(store, a_channel())
    await publish(store, a_post("a"), a_post("b"))
    (delivery,) = await claim(store)
    await store.outbox.abandon(delivery, "the platform refuses it")
    (following,) = await claim(store)
    assert following.post_id == a_post("b").id


async def test_held(store: Store) -> None:
    """A held delivery does not come back by itself; the channel's next one does."""
    await subscribe(store, a_channel())
    await publish(store, a_post("a"), a_post("b"))
    (delivery,) = await claim(store)
    await store.outbox.hold(delivery, "it may have been sent")
    (following,) = await claim(store)
    assert following.post_id == a_post("b").id
    await settle(store, following)
    assert await claim(store) == []


async def test_suspended(store: Store) -> None:
    """A suspended channel gets nothing, and what was due to it is dropped."""
    channel = a_channel()
    await subscribe(store, channel)
    await publish(store, a_post("a"))
    await store.roster.suspend(channel, "blocked")
    await publish(store, a_post("b"))
    assert await claim(store) == []
    known = await store.roster.get(channel.id)
    assert known is not None
    assert known.suspended_at is not None
    assert known == replace(channel, suspended="blocked", suspended_at=known.suspended_at)


async def test_moved(store: Store) -> None:
    """A channel that moves takes its wishes and what is due along, the delivery under way too."""
    channel = a_channel("-5", kind=Kind.GROUP)
    await subscribe(store, channel)
    await publish(store, a_post("a"), a_post("b"))
    await claim(store)
    await store.roster.move(channel, "-1005")
    (delivery,) = await claim(store)
    assert (delivery.channel.address, delivery.post_id) == ("-1005", a_post("a").id)
    assert await store.roster.get(channel.id) is None
    await publish(store, a_post("c"))
    await settle(store, delivery)
    (following,) = await claim(store)
    assert following.post_id == a_post("b").id


async def test_moved_to_a_known_channel(store: Store) -> None:
    """A channel that moves to one that subscribes already leaves its pause and its delivery under way alone."""
    old, new = a_channel("-5", kind=Kind.GROUP), a_channel("-1005", kind=Kind.GROUP)
    await subscribe(store, old, new)
    await publish(store, a_post("a"), a_post("b"))
    deliveries = {one.channel.address: one for one in await claim(store)}
    await store.roster.move(old, "-1005")
    assert await claim(store) == []
    await store.outbox.postpone(deliveries["-1005"], 600, "slow down")
    await store.roster.move(old, "-1005")
    assert await claim(store) == []


async def test_moved_in_settings(store: Store) -> None:
    """A channel that the settings name by its old address is found at its new one after a restart."""
    channel = a_channel("-5", kind=Kind.GROUP)
    await configure(store.roster, [channel])
    await store.roster.move(channel, "-1005")
    await configure(store.roster, [channel])
    assert [one.address for one in await store.roster.all() if one.wishes] == ["-1005"]


async def test_correction_keeps_order(store: Store) -> None:
    """A post that is corrected before its first sending keeps its place before what was published after it."""
    await subscribe(store, a_channel())
    await store.ledger.record("site", [Published(a_post("a")), Published(a_post("b"))])
    await store.ledger.record("site", [Corrected(a_post("a", title="새 제목"))])
    await walk(store)
    (delivery,) = await claim(store)
    assert delivery.want == a_post("a", title="새 제목")


async def test_refused_then_corrected(store: Store) -> None:
    """A post that was refused as it was gets another chance when it is corrected."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await store.outbox.abandon(delivery, "refused")
    await store.ledger.record("site", [Corrected(a_post(title="새 제목"))])
    await walk(store)
    (again,) = await claim(store)
    assert (again.want, again.have) == (a_post(title="새 제목"), None)


async def test_rows_do_not_last_for_ever(store: Store) -> None:
    """What is kept of deliveries ends some months after the last of them."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await settle(store, delivery)
    for kind in ("rows", "told"):
        assert (
            0 < await store.connection.redis.ttl(f"{store.connection.prefix}:{kind}:{a_post().id}") <= 100 * 24 * 3600
        )


async def test_lost_answer(store: Store) -> None:
    """A claim whose answer never arrived is given back, and is not uncertain: nothing was sent."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    await claim(store)
    assert await store.outbox.take_back(Platform.TELEGRAM, []) == 1
    (delivery,) = await claim(store)
    assert not delivery.uncertain


async def test_own_work_is_kept(store: Store) -> None:
    """What this process works on is not taken back."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    deliveries = await claim(store)
    assert await store.outbox.take_back(Platform.TELEGRAM, deliveries) == 0


async def test_settled_twice(store: Store) -> None:
    """A settle that is repeated because its answer was lost leaves the channel's next delivery in flight."""
    await subscribe(store, a_channel())
    await publish(store, a_post("a"), a_post("b"))
    (first,) = await claim(store)
    await settle(store, first)
    (second,) = await claim(store)
    await settle(store, first)
    await publish(store, a_post("c"))
    assert await claim(store) == []
    await settle(store, second)
    assert [one.post_id for one in await claim(store)] == [a_post("c").id]


async def test_woken(store: Store) -> None:
    """Who waits for work is woken by what another makes due, well before the time is over."""
    await subscribe(store, a_channel())
    await claim(store)
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(store.outbox.wait(Platform.TELEGRAM, 60))
        await store.ledger.record("site", [Published(a_post())])
        await walk(store)
        await waiting
    assert len(await claim(store)) == 1


async def test_woken_to_end(store: Store) -> None:
    """Who waits for work and is to end does so at once: a bot that is told to stop loses no time."""
    await claim(store)
    started = time.monotonic()
    for _ in range(20):
        store.outbox.wake(Platform.TELEGRAM)
        await store.outbox.wait(Platform.TELEGRAM, 60)
    assert time.monotonic() - started < 5


async def test_together(store: Store) -> None:
    """Settles that wait together are all written."""
    await subscribe(store, *(a_channel(str(-number)) for number in range(1, 201)))
    await publish(store, a_post())
    deliveries = await claim(store, 500)
    async with asyncio.TaskGroup() as tasks:
        for delivery in deliveries:
            tasks.create_task(settle(store, delivery))
    assert len(deliveries) == 200
    assert await store.outbox.take_back(Platform.TELEGRAM, []) == 0

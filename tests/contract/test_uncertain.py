"""Uncertain deliveries: listed until the operator decides, then sent again at their old place, or never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Platform
from bot.core.event import Corrected, Retracted
from bot.core.post import Level
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, is_never_silent, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.post import Post
    from bot.store.store import Store
    from bot.store.uncertain import UncertainDelivery


async def test_listed(store: Store) -> None:
    """What is set aside is listed, longest first, with channel, post, since when and why."""
    first, second = a_channel("-1", title="속보 알림"), a_channel("-2")
    post = a_post("a", title="광장이 열립니다")
    await _set_aside(store, post, first, second)
    ones = await store.uncertain.all()
    assert [(one.channel, one.post) for one in ones] == [(first, post), (second, post)]
    assert all(timedelta() <= datetime.now(UTC) - one.since < timedelta(minutes=1) for one in ones)
    assert [one.why for one in ones] == ["no answer in time", "no answer in time"]
    assert [one.obstacle for one in ones] == ["", ""]
    assert await store.uncertain.count() == 2


async def test_reason_of_a_crash(store: Store, other: Store) -> None:
    """What was in flight when its bot ended says so, whatever the reason given later."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    await claim(other)
    await is_never_silent(store)
    assert await store.outbox.take_back(Platform.TELEGRAM, []) == 1
    (delivery,) = await claim(store)
    await store.outbox.hold(delivery, "may have been delivered")
    assert (await _the_one(store)).why == "the bot ended while this was being sent"


async def test_resent(store: Store) -> None:
    """Sent again, it is no longer uncertain, and its outcome is recorded as any other's."""
    await _set_aside(store, a_post(), a_channel())
    assert await store.uncertain.resend(await _the_one(store))
    assert await store.uncertain.all() == []
    (delivery,) = await claim(store)
    assert (delivery.post_id, delivery.uncertain, delivery.attempts) == (a_post().id, False, 1)
    await settle(store, delivery)
    assert await claim(store) == []


async def test_withdrawn_while_deciding(store: Store) -> None:
    """What was withdrawn since the operator looked is not sent again, and stays listed."""
    await _set_aside(store, a_post(), a_channel())
    one = await _the_one(store)
    await store.ledger.record("site", [Retracted(a_post().key)])
    assert not await store.uncertain.resend(one)
    assert await store.uncertain.count() == 1


async def test_old_place(store: Store) -> None:
    """It comes before what was published after it, and after what is breaking."""
    channel = a_channel()
    await _set_aside(store, a_post("a"), channel)
    await publish(store, a_post("b"), a_post("c", level=Level.BREAKING))
    await store.uncertain.resend(await _the_one(store))
    order = []
    while deliveries := await claim(store):
        order += [delivery.post_id for delivery in deliveries]
        await settle(store, deliveries[0])
    assert order == [a_post(key).id for key in ("c", "a", "b")]


async def test_in_flight(store: Store) -> None:
    """While its channel is at another delivery, it waits for that one's end."""
    channel = a_channel()
    await _set_aside(store, a_post("a"), channel)
    await publish(store, a_post("b"))
    (under_way,) = await claim(store)
    await store.uncertain.resend(await _the_one(store))
    assert await claim(store) == []
    await settle(store, under_way)
    (delivery,) = await claim(store)
    assert delivery.post_id == a_post("a").id


async def test_corrected_meanwhile(store: Store) -> None:
    """It is sent as the post reads now."""
    await _set_aside(store, a_post(), a_channel())
    corrected = a_post(title="정정된 제목")
    await store.ledger.record("site", [Corrected(corrected)])
    await walk(store)
    assert await claim(store) == []
    await store.uncertain.resend(await _the_one(store))
    (delivery,) = await claim(store)
    assert delivery.want == corrected


async def test_dropped(store: Store) -> None:
    """Dropped, it is neither sent nor, when the post is corrected, sent as a correction."""
    await _set_aside(store, a_post(), a_channel())
    one = await _the_one(store)
    assert await store.uncertain.drop(one)
    assert not await store.uncertain.drop(one)
    await store.ledger.record("site", [Corrected(a_post(title="정정된 제목"))])
    await walk(store)
    assert await store.uncertain.all() == []
    assert await claim(store) == []


async def test_settled_late(store: Store) -> None:
    """Where the one that sent it says so after all, it is uncertain no more."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await store.outbox.hold(delivery, "no answer in time")
    await settle(store, delivery)
    assert await store.uncertain.count() == 0


async def test_obstacles(store: Store) -> None:
    """Where the post or the channel is gone, it is not sent again, and what forbids it is told."""
    channel = a_channel()
    await _set_aside(store, a_post(), channel)
    await store.roster.suspend(channel, "blocked")
    assert (await _the_one(store)).obstacle == "the channel is suspended: blocked"
    await store.roster.put(replace(channel, wishes=None))
    assert (await _the_one(store)).obstacle == "the channel is not subscribed any more"
    await store.roster.put(channel)
    await store.ledger.record("site", [Retracted(a_post().key)])
    one = await _the_one(store)
    assert one.obstacle == "the post was withdrawn"
    assert not await store.uncertain.resend(one)
    assert await store.uncertain.count() == 1


async def test_moved_meanwhile(store: Store) -> None:
    """A group that was upgraded meanwhile gets it at its new address."""
    group = a_channel("-5", kind=Kind.GROUP)
    await _set_aside(store, a_post(), group)
    await store.roster.move(group, "-1005")
    await store.uncertain.resend(await _the_one(store))
    (delivery,) = await claim(store)
    assert delivery.channel.address == "-1005"
    assert await store.uncertain.count() == 0


async def _set_aside(store: Store, post: Post, *channels: Channel) -> None:
    """Let a post's deliveries end uncertain, and be held."""
    await subscribe(store, *channels)
    await publish(store, post)
    for delivery in await claim(store):
        await store.outbox.postpone(delivery, 0.0, "no answer in time", uncertain=True)
    for delivery in await claim(store):
        assert delivery.uncertain
        await store.outbox.hold(delivery, "may have been delivered")


async def _the_one(store: Store) -> UncertainDelivery:
    (one,) = await store.uncertain.all()
    return one

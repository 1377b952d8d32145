"""What operators do by hand: withdraw, send now, send again where it failed, replay to one channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.event import Corrected, Published, Retracted
from bot.core.notice import Matter, Notice
from bot.core.post import Level
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.store.store import Store

FIRST, SECOND = a_channel("-1"), a_channel("-2")


async def test_withdrawn(store: Store) -> None:
    """What is withdrawn by hand goes from every channel that shows it, once, and is in no list of readers any more."""
    await _shown(store)
    assert await store.interventions.withdraw(a_post().id)
    assert not await store.interventions.withdraw(a_post().id)
    await walk(store)
    assert [delivery.want for delivery in await claim(store)] == [None, None]
    assert await store.archive.latest(5) == []


async def test_stays_withdrawn(store: Store) -> None:
    """An edit of the file does not bring back what was withdrawn by hand; sent by hand, it reads as it does by now."""
    await _shown(store)
    await store.interventions.withdraw(a_post().id)
    await walk(store)
    for delivery in await claim(store):
        await settle(store, delivery)
    edited = a_post(title="고친 제목")
    await store.ledger.record("site", [Corrected(edited)])
    await walk(store)
    assert await claim(store) == []
    assert await store.interventions.send_now(a_post().id)
    await walk(store)
    assert [delivery.want for delivery in await claim(store)] == [edited, edited]


async def test_sent_now(store: Store) -> None:
    """What waits for its hour goes at once and only once, and an edit before that hour is a correction."""
    await subscribe(store, FIRST)
    post = a_post(embargo=datetime.now(UTC) + timedelta(hours=1))
    await store.ledger.record("site", [Published(post)])
    assert await claim(store) == []
    assert await store.interventions.send_now(post.id)
    assert not await store.interventions.send_now(post.id)
    await walk(store)
    (delivery,) = await claim(store)
    await settle(store, delivery)
    edited = replace(post, title="고친 제목")
    await store.ledger.record("site", [Corrected(edited)])
    await walk(store)
    (delivery,) = await claim(store)
    assert delivery.want == edited


async def test_another_hour(store: Store) -> None:
    """Sent before its hour, it is withdrawn until another hour that the newsroom gives it."""
    await subscribe(store, FIRST)
    post = a_post(embargo=datetime.now(UTC) + timedelta(hours=1))
    await store.ledger.record("site", [Published(post)])
    await store.interventions.send_now(post.id)
    await walk(store)
    (delivery,) = await claim(store)
    await settle(store, delivery)
    await store.ledger.record("site", [Corrected(replace(post, embargo=datetime.now(UTC) + timedelta(hours=2)))])
    await walk(store)
    (delivery,) = await claim(store)
    assert delivery.want is None


async def test_resent_where_it_failed(store: Store) -> None:
    """Only where the platform refused it is it due again, however often that is asked for."""
    await _refused_in_second(store)
    assert await store.interventions.resend_failed(a_post().id) == 1
    assert await store.interventions.resend_failed(a_post().id) == 0
    (delivery,) = await claim(store)
    assert (delivery.channel.id, delivery.have, delivery.attempts) == (SECOND.id, None, 1)
    assert await store.interventions.resend_failed(a_post().id) == 0
    await settle(store, delivery)
    assert await claim(store) == []


async def test_not_resent(store: Store) -> None:
    """What was withdrawn meanwhile, or whose channel is suspended, is not due again."""
    await _refused_in_second(store)
    await store.roster.suspend(SECOND, "blocked")
    assert await store.interventions.resend_failed(a_post().id) == 0
    await store.roster.put(SECOND)
    await store.interventions.withdraw(a_post().id)
    assert await store.interventions.resend_failed(a_post().id) == 0


async def test_replayed(store: Store) -> None:
    """A channel that came later gets it, once; one that shows it does not."""
    await _shown(store)
    late = a_channel("-9", since=datetime.now(UTC))
    await subscribe(store, late)
    assert await store.interventions.replay(a_post().id, late) == "due"
    assert await store.interventions.replay(a_post().id, late) == "due"
    (delivery,) = await claim(store)
    assert delivery.channel.id == late.id
    await settle(store, delivery)
    assert await store.interventions.replay(a_post().id, late) == "shown"
    assert await store.interventions.replay(a_post().id, FIRST) == "shown"
    assert await claim(store) == []


async def test_not_replayed(store: Store) -> None:
    """Nothing goes where nobody subscribed, where it may have arrived, or of what is gone."""
    await _shown(store)
    await store.roster.put(a_channel("-9", wishes=None))
    assert await store.interventions.replay(a_post().id, a_channel("-9")) == "closed"
    assert await store.interventions.replay("unknown", FIRST) == "gone"
    await publish(store, a_post("b"))
    for delivery in await claim(store):
        await store.outbox.postpone(delivery, 0.0, "no answer in time", uncertain=True)
    for delivery in await claim(store):
        await store.outbox.hold(delivery, "may have been delivered")
    assert await store.interventions.replay(a_post("b").id, FIRST) == "uncertain"


async def test_counted(store: Store) -> None:
    """How far a post has come is counted as it goes out; what is made due by hand later changes no number."""
    await _refused_in_second(store)
    (one,) = await store.progress.newest(5)
    assert (one.audience, one.reached, one.stopped, one.is_walking) == (2, 1, 1, False)
    assert one.spread is not None
    assert 0 <= one.spread < 60
    assert not one.is_under_way
    await store.interventions.resend_failed(a_post().id)
    (delivery,) = await claim(store)
    await settle(store, delivery)
    assert await store.progress.newest(5) == [one]


async def test_corrections_are_not_counted(store: Store) -> None:
    """A correction changes none of the numbers of the first sending."""
    await _shown(store)
    before = (await store.progress.newest(1))[0]
    await store.ledger.record("site", [Corrected(a_post(title="고친 제목"))])
    await walk(store)
    for delivery in await claim(store):
        await settle(store, delivery)
    after = (await store.progress.newest(1))[0]
    assert replace(after, post=before.post) == before


async def test_waiting_are_among_the_newest(store: Store) -> None:
    """What waits for its hour stands among the newest."""
    post = a_post(embargo=datetime.now(UTC) + timedelta(hours=1))
    await store.ledger.record("site", [Published(post)])
    (one,) = await store.progress.newest(5)
    assert (one.post, one.state, one.gate, one.audience) == (post, "waiting", "embargo", 0)


async def test_held_is_sent_now(store: Store) -> None:
    """What is held goes at once, and is held no more."""
    await subscribe(store, FIRST)
    await store.ledger.record("site", [Published(a_post(), held="many at once")])
    assert await store.interventions.send_now(a_post().id)
    assert await store.held.count() == 0
    await walk(store)
    assert len(await claim(store)) == 1


async def test_audit(store: Store, other: Store) -> None:
    """What was done by hand is listed newest first, whoever asks."""
    await store.audit.note("127.0.0.1", "retract", post="a")
    await store.audit.note("127.0.0.1", "replay", post="a", channel="telegram:-1", outcome="shown")
    newest, oldest = await other.audit.last(5)
    assert (newest.action, newest.channel, newest.outcome, oldest.action) == (
        "replay",
        "telegram:-1",
        "shown",
        "retract",
    )


async def test_sessions(store: Store, other: Store) -> None:
    """Who signed in at one bot is known to the other, until they sign out."""
    await store.sessions.begin("mark", "127.0.0.1")
    assert await other.sessions.is_open("mark")
    await other.sessions.end("mark")
    assert not await store.sessions.is_open("mark")


@pytest.mark.parametrize(
    ("addresses", "expected"), [(["a"] * 4, [1, 1, 1, 0]), (["a", "b", "c", "d", "e"], [1, 1, 1, 1, 0])]
)
async def test_tries(store: Store, addresses: list[str], expected: list[int]) -> None:
    """Tries at signing in are counted by address and in all."""
    assert [await store.sessions.may_try(one, 3, 4) for one in addresses] == expected


async def _shown(store: Store) -> None:
    """Let both channels show the post."""
    await subscribe(store, FIRST, SECOND)
    await publish(store, a_post())
    for delivery in await claim(store):
        await settle(store, delivery)


async def _refused_in_second(store: Store) -> None:
    """Let the first channel show the post, and the platform refuse it in the second."""
    await subscribe(store, FIRST, SECOND)
    await publish(store, a_post())
    for delivery in await claim(store):
        if delivery.channel.id == FIRST.id:
            await settle(store, delivery)
        else:
            await store.outbox.abandon(delivery, "refused")


async def test_held_on_its_way(store: Store) -> None:
    """Of a post that is held while it goes out nobody else gets it, who has it keeps it, and readers don't find it."""
    await _half_sent(store)
    assert await store.interventions.hold(a_post().id, "held by hand")
    assert not await store.interventions.hold(a_post().id, "held by hand")
    await walk(store)
    assert await claim(store) == []
    assert await store.archive.latest(5) == []
    assert [(one.post.id, one.why) for one in await store.held.all()] == [(a_post().id, "held by hand")]


async def test_held_and_released(store: Store) -> None:
    """Released, it goes to those who had not got it yet, once."""
    await _half_sent(store)
    await store.interventions.hold(a_post().id, "held by hand")
    await claim(store)
    assert await store.held.release(a_post().id)
    await walk(store)
    (delivery,) = await claim(store)
    assert delivery.channel.id == SECOND.id
    assert [post.id for post in await store.archive.latest(5)] == [a_post().id]


async def test_held_and_corrected(store: Store) -> None:
    """What was corrected while it was held is corrected where it stands, once it is released or dropped."""
    await _half_sent(store)
    edited = a_post(title="고친 제목")
    await store.interventions.hold(a_post().id, "held by hand")
    await store.ledger.record("site", [Corrected(edited)])
    await walk(store)
    assert await claim(store) == []
    assert await store.held.drop(a_post().id)
    await walk(store)
    (delivery,) = await claim(store)
    assert (delivery.channel.id, delivery.want) == (FIRST.id, edited)


async def test_held_and_gone(store: Store) -> None:
    """Withdrawn while it is held, it goes from where it stands."""
    await _half_sent(store)
    await store.interventions.hold(a_post().id, "held by hand")
    await claim(store)
    await store.ledger.record("site", [Retracted(a_post().key)])
    await walk(store)
    (delivery,) = await claim(store)
    assert (delivery.channel.id, delivery.want) == (FIRST.id, None)


async def test_held_in_flight(store: Store) -> None:
    """What is under way at that moment arrives, and is not taken back."""
    await subscribe(store, FIRST)
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await store.interventions.hold(a_post().id, "held by hand")
    await settle(store, delivery)
    assert await claim(store) == []


async def test_held_before_its_hour(store: Store) -> None:
    """What waits for its hour waits for the operator as well, and released for its hour again."""
    await subscribe(store, FIRST)
    await store.ledger.record("site", [Published(a_post(embargo=datetime.now(UTC) + timedelta(hours=1)))])
    assert await store.interventions.hold(a_post().id, "held by hand")
    assert await store.held.release(a_post().id)
    assert (await claim(store), await store.held.all()) == ([], [])
    assert not await store.interventions.hold("nothing", "held by hand")


async def test_held_notice(store: Store) -> None:
    """What is told to operators is no story, and is not held."""
    await store.notices.tell(Notice(matter=Matter.HELD, count=2), [FIRST])
    await subscribe(store, FIRST)
    (delivery,) = await claim(store)
    assert not await store.interventions.hold(delivery.post_id, "held by hand")


@pytest.mark.parametrize("then", ["at once", "sent later", "raised", "gone and back"])
async def test_dropped_on_its_way(store: Store, then: str) -> None:
    """Nobody else gets what was held and dropped on its way, whatever its source does then, and nothing is pending."""
    await _half_sent(store)
    await store.interventions.hold(a_post().id, "held by hand")
    if then == "sent later":
        await claim(store)
    assert await store.held.drop(a_post().id)
    if then == "raised":
        raised = a_post(title="큰일", declared=Level.BREAKING, level=Level.BREAKING)
        await store.ledger.record("site", [Corrected(raised)])
    if then == "gone and back":
        await store.ledger.record("site", [Retracted(a_post().key)])
        await store.ledger.record("site", [Published(a_post())])
    await walk(store)
    assert {one.channel.id for one in await claim(store)} <= {FIRST.id}
    (progress,) = await store.progress.of([a_post().id])
    assert progress
    assert not progress.is_under_way


async def test_dropped_and_replayed(store: Store) -> None:
    """What was dropped on its way goes to a channel that the operator names."""
    await _half_sent(store)
    await store.interventions.hold(a_post().id, "held by hand")
    await store.held.drop(a_post().id)
    assert await store.interventions.replay(a_post().id, SECOND) == "due"
    (delivery,) = await claim(store)
    assert delivery.channel.id == SECOND.id


async def test_released_on_its_way(store: Store) -> None:
    """Sent ahead of its hour, held and released, it waits for no hour again: an edit that is due is no removal."""
    hour = datetime.now(UTC) + timedelta(hours=1)
    await subscribe(store, FIRST)
    await store.ledger.record("site", [Published(a_post(embargo=hour))])
    assert await store.interventions.send_now(a_post().id)
    await walk(store)
    (delivery,) = await claim(store)
    await settle(store, delivery)
    edited = a_post(embargo=hour, title="고친 제목")
    await store.ledger.record("site", [Corrected(edited)])
    await walk(store)
    await store.interventions.hold(a_post().id, "held by hand")
    assert await store.held.release(a_post().id)
    await walk(store)
    (delivery,) = await claim(store)
    assert delivery.want == edited


async def test_another_hour_while_held(store: Store) -> None:
    """Given an hour that is to come while it is held on its way, it goes from where it stands until then."""
    await _half_sent(store)
    await store.interventions.hold(a_post().id, "held by hand")
    await store.ledger.record("site", [Corrected(a_post(embargo=datetime.now(UTC) + timedelta(hours=1)))])
    assert await store.held.release(a_post().id)
    await walk(store)
    (delivery,) = await claim(store)
    assert (delivery.channel.id, delivery.want) == (FIRST.id, None)


async def _half_sent(store: Store) -> None:
    """Let one of two channels show the post, and the other one be about to."""
    await subscribe(store, FIRST)
    await subscribe(store, SECOND)
    await publish(store, a_post())
    one, other = await claim(store)
    await settle(store, one if one.channel.id == FIRST.id else other)
    await store.outbox.postpone(other if one.channel.id == FIRST.id else one, 0.0, "no answer in time")

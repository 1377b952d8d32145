"""The history of a channel, over each kind of server: what was sent, what is due, and what became of any post there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Channel, Kind, Lane, Platform, Receipt, Wishes
from bot.core.event import Corrected, Published, Retracted
from bot.core.router import Ground
from bot.core.why.explanation import Standing, explain
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.core.post import Post
    from bot.store.store import Store

NEWS = a_channel(kind=Kind.BROADCAST)
POST = a_post()


async def standing(store: Store, post: Post = POST, channel: Channel = NEWS) -> Standing:
    """Return how the post stands in the channel."""
    found = await store.history.of(post.id, channel)
    assert found is not None
    return explain(found).standing


async def send(store: Store) -> None:
    """Send all that is due."""
    while claimed := await claim(store):
        for delivery in claimed:
            await settle(store, delivery)


async def test_life(store: Store) -> None:
    """A post on its way, due, going out, sent, corrected and withdrawn is explained as just that."""
    await subscribe(store, NEWS)
    await store.ledger.record("site", [Published(POST)])
    assert await standing(store) is Standing.ON_ITS_WAY
    await walk(store)
    assert await standing(store) is Standing.DUE
    (delivery,) = await claim(store)
    assert await standing(store) is Standing.GOING_OUT
    await settle(store, delivery)
    assert await standing(store) is Standing.SHOWN
    await store.ledger.record("site", [Corrected(a_post(title="고친 제목"))])
    await store.gate.due()
    assert await standing(store) is Standing.BEING_CORRECTED
    await walk(store)
    await send(store)
    assert await standing(store) is Standing.CORRECTED
    await store.ledger.record("site", [Retracted(POST.key)])
    assert await standing(store) is Standing.BEING_WITHDRAWN
    await walk(store)
    await send(store)
    assert await standing(store) is Standing.WITHDRAWN


async def test_last(store: Store) -> None:
    """The last five are remembered, newest first, each once however often it changes; a note and a notice are none."""
    await subscribe(store, NEWS)
    posts = [a_post(f"p{number}", minutes=number) for number in range(7)]
    for post in posts:
        await publish(store, post)
        await send(store)
    assert [one.post.id for one in await store.history.last(NEWS)] == [post.id for post in reversed(posts[2:])]
    await store.ledger.record("site", [Corrected(a_post("p3", minutes=3, title="고친 제목"))])
    await store.gate.due()
    await walk(store)
    await send(store)
    last = await store.history.last(NEWS)
    assert [one.post.id for one in last] == [posts[number].id for number in (3, 6, 5, 4, 2)]
    assert explain(last[0]).standing is Standing.CORRECTED


async def test_changed_at(store: Store) -> None:
    """When each of many channels was sent something last is read at once, and is what its history says."""
    await subscribe(store, NEWS)
    await publish(store, POST, a_post("second", minutes=1))
    await send(store)
    last, *_ = await store.history.last(NEWS)
    assert last.row is not None
    of_news, *others = await store.history.changed_at([NEWS, *[a_channel("-7")] * 300])
    assert of_news == last.row.changed_at
    assert set(others) == {None}


async def test_failed(store: Store) -> None:
    """What is tried again says why and when; what was given up and what is held say so, in the list as well."""
    await subscribe(store, NEWS)
    await publish(store, POST)
    (delivery,) = await claim(store)
    await store.outbox.postpone(delivery, 60.0, "503 busy")
    found = await store.history.of(POST.id, NEWS)
    assert found is not None
    assert found.row is not None
    explanation = explain(found)
    assert (explanation.standing, found.row.error, found.row.attempts) == (Standing.RETRIED, "503 busy", 1)
    assert explanation.next_at is not None
    assert 50 < (explanation.next_at - found.read_at).total_seconds() <= 60
    assert await store.history.last(NEWS) == []
    other = a_post("b")
    await subscribe(store, second := a_channel("-1002"))
    await publish(store, other)
    (delivery,) = await claim(store)
    await store.outbox.abandon(delivery, "400 too long")
    (last,) = await store.history.last(second)
    assert (explain(last).standing, last.row and last.row.error) == (Standing.FAILED, "400 too long")


async def test_held(store: Store) -> None:
    """An alert of which nobody knows whether it arrived waits for the operator, and says so; as it does given up."""
    await subscribe(store, NEWS)
    await publish(store, POST)
    (delivery,) = await claim(store)
    await store.outbox.hold(delivery, "who knows")
    assert [explain(one).standing for one in await store.history.last(NEWS)] == [Standing.UNCERTAIN]
    (uncertain,) = await store.uncertain.all()
    assert await store.uncertain.drop(uncertain)
    assert [explain(one).standing for one in await store.history.last(NEWS)] == [Standing.GIVEN_UP]


async def test_pending(store: Store) -> None:
    """What is due is counted and shown in its order, with lane and place."""
    await subscribe(store, NEWS)
    posts = [a_post(f"p{number}", minutes=number) for number in range(3)]
    await publish(store, *posts)
    pending = await store.history.pending(NEWS, 2)
    assert (pending.count, [one.post.id for one in pending.first]) == (3, [post.id for post in posts[:2]])
    assert [(one.wait.lane, one.wait.place, one.wait.ahead) for one in pending.first if one.wait] == [
        (Lane.NORMAL, 1, 0),
        (Lane.NORMAL, 2, 0),
    ]


async def test_walked(store: Store) -> None:
    """While the audience is walked, channels before the cursor have it, and those behind it get it yet."""
    channels = [a_channel(f"-{number}") for number in range(1, 5)]
    await subscribe(store, *channels)
    await store.ledger.record("site", [Published(POST)])
    page = await store.broadcasts.page(2)
    assert page is not None
    await store.broadcasts.enqueue(page, page.channels)
    standings = [await standing(store, channel=channel) for channel in channels]
    assert standings == [Standing.DUE, Standing.DUE, Standing.ON_ITS_WAY, Standing.ON_ITS_WAY]


async def test_not_for_it(store: Store) -> None:
    """A channel with other wishes, one that came later, and one that nobody knows are told apart."""
    await subscribe(store, other := a_channel("-2", wishes=Wishes(frozenset({"sport"}))))
    await publish(store, POST)
    late = a_channel("-3", since=None, wishes=Wishes())
    await subscribe(store, late)
    unknown = Channel(platform=Platform.DISCORD, address="5")
    found = [await store.history.of(POST.id, one) for one in (other, unknown, late)]
    assert [explain(one).match.ground for one in found if one] == [
        Ground.NO_WISH, Ground.UNSUBSCRIBED, Ground.EVERYTHING,
    ]  # fmt: skip
    assert [one.is_known for one in found if one] == [True, False, True]
    assert await standing(store, channel=late) is Standing.MISSED
    assert await store.history.of("none", NEWS) is None


async def test_moved(store: Store) -> None:
    """A channel that moves in the middle of a walk is still seen to have it before it, and forgets its old place."""
    channels = [a_channel(f"-{number}") for number in range(1, 4)]
    await subscribe(store, *channels)
    await publish(store, first := a_post("first"))
    await send(store)
    await store.ledger.record("site", [Published(POST)])
    page = await store.broadcasts.page(1)
    assert page is not None
    await store.broadcasts.enqueue(page, page.channels)
    await store.roster.move(channels[2], "-9")
    moved = a_channel("-9")
    assert await standing(store, channel=moved) is Standing.ON_ITS_WAY
    assert await store.history.last(moved) == []
    assert await standing(store, first, moved) is Standing.MISSED


async def test_twice(store: Store) -> None:
    """An outcome that is written down twice, as its answer was lost, is remembered once."""
    await subscribe(store, NEWS)
    await publish(store, POST)
    (delivery,) = await claim(store)
    for _ in range(2):
        await store.outbox.settle(delivery, Receipt("m1", POST.fingerprint))
    assert [one.post.id for one in await store.history.last(NEWS)] == [POST.id]

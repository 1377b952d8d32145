"""Digests: what is gathered for a channel comes in one message, once, when it is due, and stays true afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Lane, Platform, Receipt, Wishes
from bot.core.event import Corrected, Published, Retracted
from bot.core.hours import Digest, Hours
from bot.core.post import Level
from bot.core.schedule.roundup import roundup_of
from bot.core.why.explanation import Standing, explain
from bot.store.keys import Keys
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, is_never_silent, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.core.delivery import Channel, Delivery
    from bot.core.post import Post
    from bot.core.schedule.roundup import Gathered
    from bot.store.store import Store

LATER = datetime(2999, 1, 1, 18, tzinfo=UTC)
WANTS_DIGEST = Hours(digest=Digest(18))
READER = a_channel(hours=WANTS_DIGEST)
ONE, TWO, THREE = (a_post(name, minutes=minutes, title=name) for minutes, name in enumerate(("하나", "둘", "셋")))
BREAKING = a_post("하나", title="큰일", declared=Level.BREAKING, level=Level.BREAKING)


async def gather(store: Store, *posts: Post, due: datetime = LATER) -> None:
    """Publish posts and gather each for everybody who wishes for it."""
    await store.ledger.record("site", [Published(post) for post in posts])
    await gather_all(store, due)


async def gather_all(store: Store, due: datetime = LATER) -> None:
    """Walk every broadcast: what is sent first is gathered, unless it is breaking."""
    while (page := await store.broadcasts.page(100)) is not None:
        if page.is_first and page.post.level is not Level.BREAKING:
            await store.broadcasts.enqueue(page, [], [(channel, due) for channel in page.channels])
        else:
            await store.broadcasts.enqueue(page, page.channels)


async def falls_due(store: Store, *channels: Channel) -> None:
    """Let what is gathered for the channels be due, as time would."""
    keys = Keys(store.connection.prefix)
    await store.connection.redis.zadd(keys.digests, {channel.id: 1000 for channel in channels}, xx=True)


async def compile_all(store: Store, *channels: Channel) -> list[bool]:
    """Make a roundup of what is gathered for the channels."""
    await falls_due(store, *channels)
    return [await compile_one(store, gathered) for gathered in await store.digests.due(100)]


async def compile_one(store: Store, gathered: Gathered) -> bool:
    """Make the roundup of what is gathered."""
    return await store.digests.compile(gathered, roundup_of(gathered, "Asia/Seoul"), LATER)


async def sent(store: Store, *posts: Post, channel: Channel = READER) -> Delivery:
    """Let the channel show a roundup of the posts."""
    await subscribe(store, channel)
    await gather(store, *posts)
    assert await compile_all(store, channel) == [True]
    (delivery,) = await claim(store)
    await settle(store, delivery, "m-digest")
    return delivery


def titles(delivery: Delivery) -> list[str]:
    """Return the titles that a roundup shows."""
    assert delivery.want
    assert delivery.want.roundup
    return [post.title for post in delivery.want.roundup.stories]


async def changed(store: Store, *events: Published | Corrected | Retracted) -> list[Delivery]:
    """Record events, walk, and return what is due then, settled."""
    await store.ledger.record("site", events)
    await gather_all(store)
    done: list[Delivery] = []
    while claimed := await claim(store):
        for delivery in claimed:
            await settle(store, delivery, delivery.have.message_id if delivery.have else "new")
            done.append(delivery)
    return done


async def state_of(store: Store, post: Post, channel: Channel = READER) -> str:
    """Return the row of the post in the channel."""
    row: str = await store.connection.redis.hget(Keys(store.connection.prefix).rows(post.id), channel.id)
    return row


async def test_gathered(store: Store) -> None:
    """What is gathered is due to nobody, and known to be waiting until its hour."""
    await subscribe(store, READER)
    await gather(store, ONE, TWO)
    assert await claim(store) == []
    assert await store.digests.due(100) == []
    assert await store.digests.when(READER.id) == LATER
    assert '"s":"gathered"' in await state_of(store, ONE)


async def test_sooner(store: Store) -> None:
    """Of two times at which it would be due the sooner counts."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await gather(store, TWO, due=LATER - timedelta(hours=1))
    await gather(store, THREE)
    assert await store.digests.when(READER.id) == LATER - timedelta(hours=1)


async def test_compiled(store: Store) -> None:
    """When it is due it comes as one delivery, newest first, in its own lane; nothing is gathered any more."""
    await subscribe(store, READER)
    await gather(store, ONE, TWO)
    await falls_due(store, READER)
    (gathered,) = await store.digests.due(100)
    assert (gathered.channel, gathered.gone, gathered.due.timestamp()) == (READER, (), 1)
    assert await compile_one(store, gathered)
    assert not await compile_one(store, gathered)
    (delivery,) = await claim(store)
    assert (titles(delivery), delivery.lane) == (["둘", "하나"], Lane.DIGEST)
    await settle(store, delivery)
    assert await claim(store) == []
    assert await store.digests.due(100) == []
    assert await store.digests.when(READER.id) is None
    assert f'"b":"{delivery.post_id}"' in await state_of(store, ONE)


async def test_shared(store: Store) -> None:
    """Channels that wish alike share a roundup; one that wishes for less has its own."""
    alike, other = a_channel("-2", hours=WANTS_DIGEST), a_channel("-3", hours=WANTS_DIGEST)
    await subscribe(store, READER, alike, other)
    await gather(store, ONE)
    while (page := await store.broadcasts.page(100)) is not None:
        await store.broadcasts.enqueue(page, [], [])
    await store.ledger.record("site", [Published(TWO)])
    page = await store.broadcasts.page(100)
    assert page
    await store.broadcasts.enqueue(page, [], [(READER, LATER), (alike, LATER)])
    assert await compile_all(store, READER, alike, other) == [True, True, True]
    deliveries = {one.channel.id: one for one in await claim(store)}
    assert titles(deliveries[READER.id]) == titles(deliveries[alike.id]) == ["둘", "하나"]
    assert deliveries[READER.id].post_id == deliveries[alike.id].post_id != deliveries[other.id].post_id
    assert titles(deliveries[other.id]) == ["하나"]


async def test_gathered_meanwhile(store: Store) -> None:
    """What is gathered while a roundup is made waits for the next one."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await falls_due(store, READER)
    (gathered,) = await store.digests.due(100)
    await gather(store, TWO)
    assert await compile_one(store, gathered)
    assert await store.digests.when(READER.id) == LATER
    assert [titles(one) for one in await claim(store)] == [["하나"]]


async def test_withdrawn_before(store: Store) -> None:
    """A story that is withdrawn before is left out; where none is left nothing comes."""
    await subscribe(store, READER)
    await gather(store, ONE, TWO)
    await store.ledger.record("site", [Retracted("하나")])
    assert await compile_all(store, READER) == [True]
    (delivery,) = await claim(store)
    assert titles(delivery) == ["둘"]
    await settle(store, delivery)
    await gather(store, THREE)
    assert await changed(store, Retracted("셋")) == []
    assert await compile_all(store, READER) == [True]
    assert await claim(store) == []
    assert await store.digests.when(READER.id) is None


async def test_dropped_before(store: Store) -> None:
    """A post that was held and dropped while it was gathered is not told."""
    await subscribe(store, READER)
    await gather(store, ONE, TWO)
    await store.interventions.hold(ONE.id, "held by hand")
    await store.held.drop(ONE.id)
    assert await compile_all(store, READER) == [True]
    (delivery,) = await claim(store)
    assert titles(delivery) == ["둘"]


async def test_withdrawn_meanwhile(store: Store) -> None:
    """One that is withdrawn while the roundup is made stops that; it is made anew without it."""
    await subscribe(store, READER)
    await gather(store, ONE, TWO)
    await falls_due(store, READER)
    (gathered,) = await store.digests.due(100)
    await store.ledger.record("site", [Retracted("하나")])
    assert not await compile_one(store, gathered)
    assert await compile_all(store, READER) == [True]
    assert [titles(one) for one in await claim(store)] == [["둘"]]


async def test_withdrawn_after_compiling(store: Store) -> None:
    """What is withdrawn before the roundup is sent is not in it, and a roundup of nothing is not sent."""
    await subscribe(store, READER)
    await gather(store, ONE, TWO)
    await compile_all(store, READER)
    await store.ledger.record("site", [Retracted("하나")])
    (delivery,) = await claim(store)
    assert titles(delivery) == ["둘"]
    await store.outbox.postpone(delivery, 0.0, "down")
    await store.ledger.record("site", [Retracted("둘")])
    assert await claim(store) == []


async def test_corrected_after(store: Store) -> None:
    """A correction edits the roundup that shows the story, and sends nothing else."""
    await sent(store, ONE, TWO)
    (edit,) = await changed(store, Corrected(a_post("하나", title="맞는 하나")))
    assert edit.have == Receipt("m-digest", "roundup-0")
    assert titles(edit) == ["둘", "맞는 하나"]
    assert await changed(store) == []


async def test_withdrawn_after(store: Store) -> None:
    """A withdrawn story goes from the roundup, the roundup with the last of them; restored, it comes back by itself."""
    await sent(store, ONE, TWO)
    (edit,) = await changed(store, Retracted("하나"))
    assert titles(edit) == ["둘"]
    (edit,) = await changed(store, Published(ONE))
    assert titles(edit) == ["둘", "하나"]
    *_, last = await changed(store, Retracted("하나"), Retracted("둘"))
    assert (last.want, last.have and last.have.message_id) == (None, "m-digest")
    assert await changed(store, Published(ONE)) == []
    assert await compile_all(store, READER) == [True]
    assert [titles(one) for one in await claim(store)] == [["하나"]]


async def test_raised_before(store: Store) -> None:
    """A gathered story that becomes breaking goes out now and is gathered no more."""
    await subscribe(store, READER)
    await gather(store, ONE)
    (alert,) = await changed(store, Corrected(BREAKING, is_raised=True))
    assert alert.want == BREAKING
    assert await store.digests.when(READER.id) is None


async def test_raised_after(store: Store) -> None:
    """A story of a roundup that becomes breaking goes out by itself, and reads so in the roundup."""
    await sent(store, ONE, TWO)
    done = await changed(store, Corrected(BREAKING, is_raised=True))
    (edit,) = (one for one in done if one.have)
    (alert,) = (one for one in done if not one.have)
    assert alert.want == BREAKING
    assert titles(edit) == ["둘", "큰일"]
    assert await changed(store, Corrected(a_post("하나", title="큰일!", level=Level.BREAKING))) != []


async def test_by_the_courier(store: Store) -> None:
    """What was on its way to a channel that wants it later by now is gathered, and the channel is free."""
    await subscribe(store, READER)
    await store.ledger.record("site", [Published(ONE), Published(TWO)])
    await walk(store)
    (first,) = await claim(store)
    await store.outbox.gather(first, LATER)
    (second,) = await claim(store)
    await store.outbox.gather(second, LATER)
    assert await claim(store) == []
    assert await compile_all(store, READER) == [True]
    assert [titles(one) for one in await claim(store)] == [["둘", "하나"]]


async def test_raised_while_on_its_way(store: Store) -> None:
    """One that became breaking while the courier had it is not gathered: it is due again, as what it is now."""
    await subscribe(store, READER)
    await store.ledger.record("site", [Published(ONE)])
    await walk(store)
    (delivery,) = await claim(store)
    await store.ledger.record("site", [Corrected(BREAKING, is_raised=True)])
    await walk(store)
    await store.outbox.gather(delivery, LATER)
    (again,) = await claim(store)
    assert (again.want, again.have) == (BREAKING, None)


async def test_taken_from_the_courier(store: Store, other: Store) -> None:
    """What was taken back from a process is not gathered by it any more: it is on its way elsewhere."""
    await subscribe(store, READER)
    await store.ledger.record("site", [Published(ONE)])
    await walk(store)
    (delivery,) = await claim(other)
    await is_never_silent(store)
    assert await store.outbox.take_back(Platform.TELEGRAM, []) == 1
    await other.outbox.gather(delivery, LATER)
    assert await store.digests.when(READER.id) is None
    (again,) = await claim(store)
    assert again.uncertain


async def test_on_its_way(store: Store) -> None:
    """What is on its way, or may have arrived, is not gathered besides."""
    await subscribe(store, READER)
    await store.ledger.record("site", [Published(ONE)])
    await walk(store)
    await gather(store, ONE)
    assert await store.digests.when(READER.id) is None


@pytest.mark.parametrize("moment", ["gathered", "compiled", "claimed"])
async def test_killed(store: Store, other: Store, moment: str) -> None:
    """Killed at any moment, nothing is lost: the next process goes on; what was under way is uncertain."""
    await subscribe(store, READER)
    await gather(other, ONE)
    await falls_due(store, READER)
    if moment != "gathered":
        await compile_all(other, READER)
    if moment == "claimed":
        assert len(await claim(other)) == 1
        await is_never_silent(store)
        assert await store.outbox.take_back(Platform.TELEGRAM, []) == 1
    await compile_all(store, READER)
    (delivery,) = await claim(store)
    assert (titles(delivery), delivery.uncertain) == (["하나"], moment == "claimed")
    await settle(store, delivery)
    assert await claim(store) == []


async def test_moved(store: Store) -> None:
    """What is gathered goes along with a channel that moves, and so does what is gathered for its old address."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await store.ledger.record("site", [Published(TWO)])
    page = await store.broadcasts.page(100)
    assert page
    await store.roster.move(READER, "-2002")
    await store.broadcasts.enqueue(page, [], [(READER, LATER)])
    moved = a_channel("-2002", hours=WANTS_DIGEST)
    assert await store.digests.when(READER.id) is None
    assert await compile_all(store, moved) == [True]
    (delivery,) = await claim(store)
    assert (delivery.channel.id, titles(delivery)) == (moved.id, ["둘", "하나"])


async def test_moved_with_a_roundup(store: Store) -> None:
    """A roundup that is due goes along with its channel."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await compile_all(store, READER)
    await store.roster.move(READER, "-2002")
    (delivery,) = await claim(store)
    assert (delivery.channel.address, titles(delivery)) == ("-2002", ["하나"])


@pytest.mark.parametrize("fields", [{"wishes": None}, {"wishes": None, "suspended": "blocked"}])
async def test_unsubscribed(store: Store, fields: dict[str, Any]) -> None:
    """Who unsubscribes gets nothing of what was gathered, also where they subscribe again."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await store.roster.put(a_channel(hours=WANTS_DIGEST, **fields))
    await store.roster.put(READER)
    assert await compile_all(store, READER) == []
    assert await claim(store) == []


async def test_suspended(store: Store) -> None:
    """A channel that refuses the bot when its hour comes gets nothing of it; one that is back by then gets all."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await store.roster.suspend(READER, "blocked")
    await store.roster.put(READER)
    assert await compile_all(store, READER) == [True]
    (delivery,) = await claim(store)
    await settle(store, delivery)
    await gather(store, TWO)
    await store.roster.suspend(READER, "blocked")
    assert await compile_all(store, READER) == []
    await store.roster.put(READER)
    assert await compile_all(store, READER) == []


async def test_is_pending(store: Store) -> None:
    """What is gathered counts as pending, with the hour at which it comes."""
    await subscribe(store, READER)
    await gather(store, ONE)
    pending = await store.history.pending(READER)
    assert (pending.count, [explain(one).standing for one in pending.first]) == (1, [Standing.GATHERED])
    assert explain(pending.first[0]).next_at == await store.digests.when(READER.id)
    reach = await store.overview.reach(ONE.id, 0)
    assert reach is not None
    assert reach.pending == 1


async def test_rescheduled(store: Store) -> None:
    """Other hours let what is gathered come at another time: none at all, at once."""
    await subscribe(store, READER)
    await gather(store, ONE)
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    await store.roster.put(a_channel(hours=Hours(muted_until=until)))
    assert await store.digests.when(READER.id) == until
    await store.roster.put(a_channel())
    while not (due := await store.digests.due(100)):
        await store.digests.wait(1.0)
    (gathered,) = due
    assert await compile_one(store, gathered)
    assert [titles(one) for one in await claim(store)] == [["하나"]]


async def test_late(store: Store) -> None:
    """What is late stays due at once, whatever is written of the channel at a start; a mute puts it off."""
    await subscribe(store, READER)
    await gather(store, ONE)
    await falls_due(store, READER)
    await store.roster.put(READER)
    (gathered,) = await store.digests.due(100)
    await store.digests.put_off(gathered, LATER)
    assert await store.digests.due(100) == []
    assert await store.digests.when(READER.id) == LATER


async def test_wished_for_no_more(store: Store) -> None:
    """A story of a category that the channel does not wish for any more is left out."""
    await subscribe(store, READER)
    await gather(store, ONE, a_post("b", title="경제", categories=("경제",)))
    await store.roster.put(a_channel(hours=WANTS_DIGEST, wishes=Wishes(frozenset({"경제"}))))
    assert await compile_all(store, READER) == [True]
    assert [titles(one) for one in await claim(store)] == [["경제"]]


async def test_many(store: Store) -> None:
    """Of more than a roundup knows the newest are in it, and how many others there are."""
    posts = [a_post(f"{number:03}", minutes=number, title=f"{number:03}") for number in range(103)]
    await subscribe(store, READER)
    await gather(store, *posts)
    await compile_all(store, READER)
    (delivery,) = await claim(store)
    assert titles(delivery) == [f"{number:03}" for number in range(102, 2, -1)]
    assert delivery.want
    assert delivery.want.roundup
    assert delivery.want.roundup.more == 3
    assert await store.digests.when(READER.id) is None


async def test_next_wait(store: Store) -> None:
    """How long until something is due is known to who asked."""
    await subscribe(store, READER)
    await gather(store, ONE, due=datetime.now(UTC) + timedelta(milliseconds=200))
    while not (due := await store.digests.due(100)):
        await store.digests.wait(10.0)
    assert [one.channel for one in due] == [READER]


async def test_mute_forgotten(store: Store) -> None:
    """A mute that has passed is forgotten when the channel is written next; one that has not is kept."""
    now = datetime.now(UTC).replace(microsecond=0)
    for until, kept in ((now - timedelta(seconds=1), None), (now + timedelta(days=1), now + timedelta(days=1))):
        await store.roster.put(a_channel(hours=Hours(muted_until=until)))
        channel = await store.roster.get(READER.id)
        assert channel
        assert channel.hours.muted_until == kept

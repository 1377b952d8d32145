"""Broadcasts: a post's walk through its audience."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.delivery import Wishes
from bot.core.event import Corrected, Published, Retracted
from bot.core.post import Level
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_pages(store: Store) -> None:
    """An audience larger than a page is walked page by page, everybody once."""
    await subscribe(store, *(a_channel(str(number)) for number in range(25)))
    await store.ledger.record("site", [Published(a_post())])
    await walk(store, size=10)
    assert sorted(int(one.channel.address) for one in await claim(store)) == list(range(25))


async def test_first_page_is_due_at_once(store: Store) -> None:
    """Sending begins after the first page, long before the last."""
    await subscribe(store, *(a_channel(str(number)) for number in range(25)))
    await store.ledger.record("site", [Published(a_post())])
    page = await store.broadcasts.page(10)
    assert page is not None
    await store.broadcasts.enqueue(page, page.channels)
    assert len(await claim(store)) == 10


async def test_page_walked_twice(store: Store, other: Store) -> None:
    """Two processes that walk the same page make its deliveries due once, and skip no other page."""
    await subscribe(store, *(a_channel(str(number)) for number in range(25)))
    await store.ledger.record("site", [Published(a_post())])
    mine, theirs = await store.broadcasts.page(10), await other.broadcasts.page(10)
    assert mine is not None
    assert theirs is not None
    await store.broadcasts.enqueue(mine, mine.channels)
    await other.broadcasts.enqueue(theirs, theirs.channels)
    await walk(other, size=10)
    assert len(await claim(store)) == 25


async def test_topics(store: Store) -> None:
    """A channel with topics gets the posts of those, whatever the case of their names."""
    await subscribe(store, a_channel("-1", wishes=Wishes(frozenset({"tech"}))), a_channel("-2"))
    await publish(store, a_post("a", categories=("News",)), a_post("b", categories=("TECH",)))
    got = [(one.channel.address, one.post_id) for one in await claim(store)]
    assert sorted(got) == sorted([("-1", a_post("b").id), ("-2", a_post("a").id)])


async def test_late_subscriber(store: Store) -> None:
    """Who subscribes after a post was recorded is not in its audience, even while it is being walked."""
    await store.ledger.record("site", [Published(a_post())])
    await subscribe(store, a_channel(since=datetime.now(UTC) + timedelta(minutes=1)))
    await walk(store)
    assert await claim(store) == []


async def test_unsubscribed(store: Store) -> None:
    """A channel without wishes gets nothing new."""
    await subscribe(store, a_channel())
    await subscribe(store, a_channel(wishes=None))
    await publish(store, a_post())
    assert await claim(store) == []


async def test_breaking_is_walked_first(store: Store) -> None:
    """A breaking post's walk overtakes one that is under way."""
    await subscribe(store, *(a_channel(str(number)) for number in range(25)))
    await store.ledger.record("site", [Published(a_post("a")), Published(a_post("b", level=Level.BREAKING))])
    page = await store.broadcasts.page(10)
    assert page is not None
    assert page.post.id == a_post("b").id


async def test_sent_ones_are_left_out(store: Store) -> None:
    """A post that was withdrawn for a moment and is published anew goes only to channels that don't show it."""
    await subscribe(store, a_channel("-1"))
    await publish(store, a_post())
    (delivery,) = await claim(store)
    await settle(store, delivery)
    await subscribe(store, a_channel("-2"))
    await store.ledger.record("site", [Retracted(a_post().key)])
    await publish(store, a_post())
    assert [one.channel.address for one in await claim(store)] == ["-2"]


async def test_mend_goes_on_anywhere(store: Store, other: Store) -> None:
    """A correction's walk is taken up where it stood by another process, and reaches every message."""
    await subscribe(store, *(a_channel(str(number)) for number in range(25)))
    await publish(store, a_post())
    for delivery in await claim(store):
        await settle(store, delivery)
    await store.ledger.record("site", [Corrected(a_post(title="새 제목"))])
    page = await store.broadcasts.page(10)
    assert page is not None
    await store.broadcasts.enqueue(page, page.channels)
    await walk(other, size=10)
    assert len(await claim(store)) == 25

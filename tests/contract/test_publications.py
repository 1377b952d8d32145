"""Messages on their way to the followers of their channel: each once, breaking news first, within the quota."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.delivery import Platform, Receipt
from bot.core.event import Corrected, Retracted
from bot.core.post import Level
from bot.store.publications import QUOTA, StoredPublications
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, subscribe, walk

if TYPE_CHECKING:
    from bot.core.delivery import Publication
    from bot.store.store import Store

NEWS = a_channel("9", Platform.DISCORD)


async def test_once(store: Store) -> None:
    """A new message is taken once, and is done with when it is finished."""
    await _sent(store, "a")
    (one,) = await _taken(store)
    assert (one.channel.id, one.post_id, one.message_id) == (NEWS.id, a_post("a").id, "m a")
    assert await _taken(store) == []
    await store.publications.finish(one)
    assert await _taken(store) == []


async def test_not_followed(store: Store) -> None:
    """A message of a channel that nobody can follow is not taken, and neither is an edit."""
    await _sent(store, "a", is_followed=False)
    assert await _taken(store) == []
    await store.ledger.record("site", [Corrected(a_post("a", title="고친 제목"))])
    await walk(store)
    (edit,) = await claim(store, platform=Platform.DISCORD)
    assert edit.want is not None
    await store.outbox.settle(edit, Receipt("m a", edit.want.fingerprint), is_followed=True)
    assert await _taken(store) == []


async def test_settled_twice(store: Store) -> None:
    """Where the answer to a settlement got lost and it comes again, the message is published once."""
    await subscribe(store, NEWS)
    await publish(store, a_post("a"))
    (delivery,) = await claim(store, platform=Platform.DISCORD)
    have = Receipt("m", a_post("a").fingerprint)
    await store.outbox.settle(delivery, have, is_followed=True)
    (one,) = await _taken(store)
    await store.publications.finish(one)
    await store.outbox.settle(delivery, have, is_followed=True)
    assert await _taken(store) == []


async def test_withdrawn(store: Store) -> None:
    """What is withdrawn before it was published never is."""
    await _sent(store, "a")
    await store.ledger.record("site", [Retracted(a_post("a").key)])
    assert await _taken(store) == []


async def test_killed(store: Store) -> None:
    """What somebody took and did not finish is taken again once their lease is over, by whoever comes."""
    await _sent(store, "a")
    hasty = StoredPublications(store.connection, lease=50)
    (one,) = await hasty.claim(Platform.DISCORD, 8)
    assert await _soon(store) == [one]


async def test_quota(store: Store) -> None:
    """Of the ten an hour the last is kept for breaking news, which overtakes what waits; then nothing more goes."""
    for number in range(QUOTA + 1):
        await _sent(store, f"p{number}")
    for _ in range(QUOTA - 1):
        (one,) = await _taken(store)
        await store.publications.finish(one)
    assert await _taken(store) == []
    await _sent(store, "b", level=Level.BREAKING)
    (one,) = await _taken(store)
    assert one.post_id == a_post("b").id
    await store.publications.finish(one)
    await _sent(store, "c", level=Level.BREAKING)
    assert await _taken(store) == []


async def test_breaking_first(store: Store) -> None:
    """Of what waits together, breaking news goes first."""
    await _sent(store, "a")
    await _sent(store, "b", level=Level.BREAKING)
    assert [one.post_id for one in await _taken(store)] == [a_post("b").id]
    assert [one.post_id for one in await _taken(store)] == [a_post("a").id]


async def test_postponed(store: Store) -> None:
    """What is postponed waits alone; what is barred lets its whole channel wait, and another goes on."""
    await _sent(store, "a")
    await _sent(store, "b")
    (first,) = await _taken(store)
    await store.publications.postpone(first, 600)
    (second,) = await _taken(store)
    assert second.post_id == a_post("b").id
    await store.publications.bar(second, 600)
    await _sent(store, "c", level=Level.BREAKING)
    assert await _taken(store) == []


async def test_barred_for_a_while(store: Store) -> None:
    """A channel that was barred goes on when its time has come."""
    await _sent(store, "a")
    (one,) = await _taken(store)
    await store.publications.bar(one, 0.05)
    assert await _soon(store) == [one]


async def _sent(store: Store, key: str, *, level: Level = Level.NORMAL, is_followed: bool = True) -> None:
    """Send a post to the channel."""
    await subscribe(store, NEWS)
    await publish(store, a_post(key, level=level))
    (delivery,) = await claim(store, platform=Platform.DISCORD)
    assert delivery.want is not None
    await store.outbox.settle(delivery, Receipt(f"m {key}", delivery.want.fingerprint), is_followed=is_followed)


async def _taken(store: Store) -> list[Publication]:
    return list(await store.publications.claim(Platform.DISCORD, 8))


async def _soon(store: Store) -> list[Publication]:
    """Return the next publications that are due."""
    async with asyncio.timeout(10):
        while True:
            if taken := await _taken(store):
                return taken

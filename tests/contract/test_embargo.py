"""An hour to come and a level of none, against everything else that may happen to a post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.event import Corrected, Outcome, Published, Retracted
from bot.core.post import Level
from tests.builders import a_channel, a_post
from tests.contract.steps import settle, subscribe
from tests.contract.test_gate import patient, reached, record, soon, wait_over

if TYPE_CHECKING:
    from bot.store.store import Store

__all__ = ["patient"]  # a fixture


async def test_released_before_its_hour(store: Store) -> None:
    """An operator who releases all that a flood held does not break the embargoes in it."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(embargo=soon()), held="too many"))
    assert await store.held.release(a_post().id)
    assert await reached(store) == []
    await wait_over(store)
    assert len(await reached(store)) == 1


async def test_dropped_before_its_hour(store: Store) -> None:
    """A held post that is dropped can be read from its hour on, and is sent to nobody."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(embargo=soon()), held="too many"))
    assert await store.held.drop(a_post().id)
    assert await store.archive.latest(5) == []
    await wait_over(store)
    assert await reached(store) == []
    assert len(await store.archive.latest(5)) == 1


async def test_unannounced_before_its_hour(store: Store) -> None:
    """A post that is announced to nobody is read by nobody either before its hour."""
    silent = a_post(embargo=soon(), level=Level.NONE)
    assert await record(store, Published(silent)) == [Outcome.WAITING]
    assert await store.archive.latest(5) == []
    await wait_over(store)
    assert await reached(store) == []
    assert len(await store.archive.latest(5)) == 1


async def test_silenced_before_its_hour(store: Store) -> None:
    """A level of none that a post gets while it waits keeps it from being sent."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(embargo=soon())))
    await record(store, Corrected(a_post(embargo=soon(), level=Level.NONE)))
    await wait_over(store)
    assert await reached(store) == []


async def test_raised_before_its_hour(store: Store) -> None:
    """A post that is to be announced after all is sent, at its hour."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(embargo=soon(), level=Level.NONE)))
    await record(store, Corrected(a_post(embargo=soon()), is_raised=True))
    assert await reached(store) == []
    await wait_over(store)
    assert len(await reached(store)) == 1


async def test_silenced_before_its_page(patient: Store) -> None:
    """A post whose level becomes none while its page is asked for is there to be read, and sent to nobody."""
    await subscribe(patient, a_channel())
    await record(patient, Published(a_post()))
    await patient.gate.due()
    await record(patient, Corrected(a_post(level=Level.NONE)))
    await patient.gate.announce(a_post().id, has_page=True)
    assert await reached(patient) == []
    assert len(await patient.archive.latest(5)) == 1


async def test_archive_dated_ahead_by_mistake(store: Store) -> None:
    """A post of the archive that gets a date to come and loses it again is as it was: old, and sent to nobody."""
    await subscribe(store, a_channel())
    await store.ledger.record("site", [], [a_post()])
    await record(store, Corrected(a_post(embargo=soon())))
    assert await store.archive.latest(5) == []
    await record(store, Corrected(a_post()))
    assert await reached(store) == []
    assert len(await store.archive.latest(5)) == 1


async def test_back_when_nobody_knows_who_shows_it(store: Store) -> None:
    """A post that goes and comes back after its messages were forgotten is not sent again beside them."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post()))
    (delivery,) = await reached(store)
    await settle(store, delivery)
    redis, prefix = store.connection.redis, store.connection.prefix
    await redis.delete(f"{prefix}:rows:{delivery.post_id}", f"{prefix}:told:{delivery.post_id}")  # as they expire
    long_ago = datetime.now(UTC) - timedelta(days=91)
    await redis.hset(f"{prefix}:post:{delivery.post_id}", "at", int(long_ago.timestamp() * 1000))
    await record(store, Retracted(a_post().key))
    assert await record(store, Published(a_post())) == [Outcome.QUIET]
    assert await reached(store) == []

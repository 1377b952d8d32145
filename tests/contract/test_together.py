"""Two processes record the same post at once, as when a push comes to both: each knew nothing of the other."""

from __future__ import annotations

import asyncio
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from bot.core.event import Corrected, Outcome, Published, Retracted
from bot.core.sighting import Authority, Sighting
from bot.pipeline.watcher import Watcher
from tests.builders import NOON, a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.core.ports.sources import Versions
    from bot.store.store import Store

OLD, NEW = a_post(), a_post(title="새 제목")


class Pushed:
    """A source to which these sightings are pushed, and nothing after them."""

    name, trouble, looked_at = "push", "", None

    def __init__(self, sightings: Sequence[Sighting]) -> None:
        self._sightings = sightings

    async def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:  # noqa: ARG002 - nothing is read that has one
        """Yield each of them, letting others run before."""
        for sighting in self._sightings:
            await asyncio.sleep(0)
            yield sighting


async def test_published_by_both(store: Store, other: Store) -> None:
    """A post that both take for new is sent once, also when one has sent it before the other has walked."""
    await subscribe(store, a_channel())
    await publish(store, OLD)
    (delivery,) = await claim(store)
    await other.ledger.record("site", [Published(OLD)])
    await settle(store, delivery)
    await walk(other)
    assert await claim(other) == []


async def test_held_stays_held(store: Store, other: Store) -> None:
    """An alert that waits for the operator is not sent because the other process finds the post new as well."""
    await subscribe(store, a_channel())
    await publish(store, OLD)
    (delivery,) = await claim(store)
    await store.outbox.hold(delivery, "nobody knows")
    await publish(other, OLD)
    assert await claim(other) == []


@pytest.mark.parametrize("is_sent", [False, True])
async def test_two_versions(store: Store, other: Store, *, is_sent: bool) -> None:
    """Where each takes its own version for new, the later one is a correction: every channel shows it in the end."""
    await subscribe(store, a_channel())
    await publish(store, OLD)
    if is_sent:
        (delivery,) = await claim(store)
        await settle(store, delivery)
    await publish(other, NEW)
    (delivery,) = await claim(store)
    assert delivery.want == NEW
    assert bool(delivery.have) == is_sent
    await settle(store, delivery)
    assert await claim(store) == []


async def test_corrected_and_withdrawn(store: Store, other: Store) -> None:
    """A correction that was decided before another process wrote the withdrawal down brings the whole post back."""
    await subscribe(store, a_channel())
    await publish(store, OLD)
    await settle(store, (await claim(store))[0])
    await other.ledger.record("site", [Retracted(OLD.key)])
    assert await store.ledger.record("site", [Corrected(NEW)]) == [Outcome.RESTORED]
    await walk(store)
    assert [one.want for one in await claim(store)] == [NEW]
    assert await store.archive.latest(1) == [NEW]


EVENTS: dict[str, Published | Corrected] = {"new": Published(OLD), "other": Published(NEW), "mended": Corrected(NEW)}
ORDERS = [order for order in permutations(EVENTS) if order[0] != "mended"]  # what nobody has written, nobody corrects


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
async def test_any_order(store: Store, other: Store, order: tuple[str, ...]) -> None:
    """However the writes of both fall, one message is sent, and it shows what was written last."""
    await subscribe(store, a_channel())
    for writer, name in zip((store, other, store), order, strict=True):
        await writer.ledger.record("site", [EVENTS[name]])
    await walk(store)
    assert [one.want for one in await claim(store)] == [EVENTS[order[-1]].post]


async def test_two_watchers(store: Store, other: Store) -> None:
    """Two watchers take in the same hundred pushes at once: each post is announced once."""
    await subscribe(store, a_channel())
    looks = [
        Sighting("push", (a_post(str(number), title=f"제목 {number}"),), complete=False, authority=Authority.PUSH)
        for number in range(100)
    ]
    async with asyncio.TaskGroup() as tasks:
        for each in (store, other):
            tasks.create_task(Watcher(Pushed(looks), each.ledger, clock=lambda: NOON, is_alone=False).run())
    await walk(store)
    told = []
    while due := await claim(store):
        for delivery in due:
            assert delivery.want
            told.append(delivery.want.title)
            await settle(store, delivery)
    assert sorted(told) == sorted(f"제목 {number}" for number in range(100))

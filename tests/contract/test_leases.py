"""Leases: one holder a role."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.store.keys import Keys

if TYPE_CHECKING:
    import pytest

    from bot.store.store import Store


async def test_one_holder(store: Store, other: Store) -> None:
    """A role has one holder, who may renew it; another gets it when it is given up."""
    assert await store.leases.hold("watch")
    assert await store.leases.hold("watch")
    assert not await other.leases.hold("watch")
    assert await other.leases.hold("listen:telegram")
    await other.leases.release("watch")
    assert not await other.leases.hold("watch")
    await store.leases.release("watch")
    assert await other.leases.hold("watch")


async def test_handed_over(store: Store, other: Store) -> None:
    """Who waits for a role is woken when it is given up, and does not wait for the lease to end."""
    deadline, waited = time.monotonic() + 10, 1.0
    while waited > 0.5:  # the first words may come before somebody listens
        assert time.monotonic() < deadline, "nobody was woken"
        assert await other.leases.hold("watch")
        await other.leases.release("watch")
        started = time.monotonic()
        await store.leases.wait("watch", 60)
        waited = time.monotonic() - started
    assert await store.leases.hold("watch")


async def test_knows_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process takes itself for alive from its first word on, and no longer than that may be believed."""
    known = [store.leases.is_alive]
    await store.leases.beat()
    known.append(store.leases.is_alive)
    clock = time.clock_gettime
    monkeypatch.setattr(time, "clock_gettime", lambda which: clock(which) + store.leases.lifetime)
    known.append(store.leases.is_alive)
    assert known == [False, True, False]


async def test_lease_ends(store: Store) -> None:
    """A lease and a sign of life end by themselves within ten seconds."""
    await store.leases.hold("watch")
    await store.leases.beat()
    keys = Keys(store.connection.prefix)
    lifetimes = [await store.connection.redis.pttl(key) for key in (keys.lease("watch"), keys.alive("me"))]
    assert all(0 < lifetime <= 10_000 for lifetime in lifetimes)

"""A master and its replica behind a Sentinel: whoever is master, the store goes on."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import StoreError
from bot.core.pace import Pace
from bot.store.connection import reachable
from bot.store.store import open_store
from tests.builders import a_post
from tests.sentinels import a_pair
from tests.servers import BINARIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from bot.store.store import Store
    from tests.sentinels import Pair

PATIENCE = 15.0


@pytest.fixture(params=list(BINARIES))
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Give a master and its replica, of each kind of server in turn."""
    binary = BINARIES[request.param]
    if binary is None:
        pytest.skip(f"no {request.param}-server on this machine: install it to test a failover with it")
    with a_pair(binary) as running:
        yield running


async def test_master_killed(pair: Pair) -> None:
    """When the master is killed, the store goes on with the replica that takes its place, and nothing is lost."""
    async with _a_store(pair.url) as store:
        await store.ledger.record("site", [], quiet=[a_post(key="before")])
        pair.kill_master()
        await _until_done(lambda: store.ledger.record("site", [], quiet=[a_post(key="after")]))
        assert set(await store.ledger.known("site") or {}) == {"before", "after"}


async def test_master_swapped(pair: Pair) -> None:
    """When the master lives on as a replica, writes go to the new one; nothing is written to the old one."""
    async with _a_store(pair.url) as store:
        await store.ledger.record("site", [], quiet=[a_post(key="before")])
        pair.swap()
        await _until_done(lambda: store.ledger.record("site", [], quiet=[a_post(key="after")]))
        assert set(await store.ledger.known("site") or {}) == {"before", "after"}


async def test_wake(pair: Pair) -> None:
    """Words that wake those who wait come through the new master too."""
    async with _a_store(pair.url) as store, asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(store.wake.run())
        pair.kill_master()
        await _until_woken(store)
        listening.cancel()


async def test_no_sentinel() -> None:
    """Where no Sentinel answers, the error says so."""
    with pytest.raises(StoreError, match="No master found for 'news'"):
        async with _a_store("redis+sentinel://127.0.0.1:1,127.0.0.1:2/news"):
            pass


@asynccontextmanager
async def _a_store(url: str) -> AsyncIterator[Store]:
    async with open_store(url, Path(), "me", Pace({})) as store:
        yield store


async def _until_done(write: Callable[[], Awaitable[object]]) -> None:
    """Write, again and again while the store is away, as every loop does."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            await write()
        except StoreError:
            assert time.monotonic() < deadline, "no new master"
            await asyncio.sleep(0.05)
        else:
            return


async def _until_woken(store: Store) -> None:
    """Say a word again and again until one who waits for it returns before his time."""
    deadline = time.monotonic() + PATIENCE
    waited = 1.0
    while waited > 0.4:
        assert time.monotonic() < deadline, "nobody was woken"
        await _until_done(lambda: _say(store, "here"))
        started = time.monotonic()
        await store.wake.wait("here", 0.5)
        waited = time.monotonic() - started


async def _say(store: Store, word: str) -> None:
    with reachable():
        await store.connection.redis.publish(f"{store.connection.prefix}:wake", word)

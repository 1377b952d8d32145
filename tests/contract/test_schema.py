"""A store that an earlier version left, and one that a later version did."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from bot.core.delivery import Platform, Wishes
from bot.core.errors import StoreError
from bot.core.ports.readers import Shelf, Spot
from bot.store.schema import SCHEMA
from bot.store.store import open_store
from tests.contract.conftest import UNHURRIED
from tests.contract.earlier import EARLIER, SITE, restore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store.store import Store


@pytest.fixture
async def client(url: str) -> AsyncIterator[Redis]:
    """Give a client of the server."""
    async with Redis.from_url(url, decode_responses=True) as there:
        yield there


@pytest.fixture
def corner() -> str:
    """Give a prefix of keys that nobody has used."""
    return f"{{{uuid.uuid4().hex}}}"


@pytest.mark.parametrize("left", EARLIER, ids=lambda path: path.stem)
async def test_earlier(client: Redis, url: str, corner: str, left: Path) -> None:
    """What an earlier version left is all there after a start, and can be worked with."""
    await restore(client, corner, left)
    async with open_store(url, Path(), "me", UNHURRIED, prefix=corner) as store:
        assert await _readable(store) == [
            "금리 동결",
            "[속보] 지진 발생",
            "지난 기사 3",
            "지난 기사 2",
            "지난 기사 1",
            "옛 기사",
        ]
        breaking = await store.archive.browse(Shelf(is_breaking=True), 5, Spot())
        assert [post.title for post in breaking.posts] == ["[속보] 지진 발생"]
        jimin, news, alex = await store.roster.some(["telegram:1001", "telegram:-1001", "telegram:1002"])
        assert (jimin.wishes, news.wishes) == (Wishes(), Wishes(frozenset({"경제"})))
        assert alex.suspended
        known = await store.ledger.known(SITE)
        assert known is not None
        assert len(known) == 7
        assert await store.outbox.claim(Platform.TELEGRAM, 10) == []


async def test_raced(client: Redis, url: str, corner: str) -> None:
    """Two bots that start at once over an earlier store bring it up to date as one does."""
    await restore(client, corner, EARLIER[0])
    async with asyncio.TaskGroup() as tasks:
        seen = [tasks.create_task(_opened(url, corner, name)) for name in ("one", "two")]
    assert seen[0].result() == seen[1].result() != []


async def test_new(client: Redis, url: str, corner: str) -> None:
    """A store where nothing stood is of this version at once."""
    async with open_store(url, Path(), "me", UNHURRIED, prefix=corner):
        assert await client.get(f"{corner}:schema") == str(SCHEMA)


async def test_later(client: Redis, url: str, corner: str) -> None:
    """What a later version wrote is not touched: the bot says which it is and what to do."""
    await client.set(f"{corner}:schema", SCHEMA + 1)
    with pytest.raises(StoreError, match=rf"schema {SCHEMA + 1}, this one knows {SCHEMA}.*DATA_DIR or REDIS_URL"):
        async with open_store(url, Path(), "me", UNHURRIED, prefix=corner):
            pass
    assert await client.keys(f"{corner}:*") == [f"{corner}:schema"]


async def _opened(url: str, corner: str, name: str) -> list[str]:
    async with open_store(url, Path(), name, UNHURRIED, prefix=corner) as store:
        return await _readable(store)


async def _readable(store: Store) -> list[str]:
    return [post.title for post in await store.archive.latest(10)]

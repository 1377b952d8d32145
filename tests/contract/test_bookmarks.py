"""Bookmarks: questions that are too long for a button."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from bot.store.bookmarks import StoredBookmarks
from bot.store.keys import Keys

if TYPE_CHECKING:
    from bot.store.store import Store

LONG = "/latest >5:0123456789abcdef 아주 긴 이름의 카테고리와 ‘따옴표’, {괄호}와 \n 줄"


async def test_kept(store: Store, other: Store) -> None:
    """A question is kept under twelve letters, for the same reader always the same, and any process knows it."""
    mark = await store.bookmarks.keep(LONG, "telegram:7")
    assert len(mark) == 12
    assert set(mark) <= set(ascii_lowercase)
    assert await store.bookmarks.keep(LONG, "telegram:7") == mark
    assert await other.bookmarks.recall(mark) == LONG


@pytest.mark.parametrize("mark", ["abcdefghijkl", "", "*", "x" * 5_000, "\x00", "가"])
async def test_unknown(store: Store, mark: str) -> None:
    """Letters that stand for nothing bring nothing, whatever they are."""
    assert await store.bookmarks.recall(mark) is None


async def test_expiry(store: Store) -> None:
    """A question is kept for weeks, and each use keeps it for as long again."""
    mark = await store.bookmarks.keep(LONG, "telegram:7")
    redis, key = store.connection.redis, Keys(store.connection.prefix).bookmark(mark)
    assert await redis.ttl(key) > 20 * 24 * 3600
    await redis.expire(key, 5)
    await store.bookmarks.recall(mark)
    assert await redis.ttl(key) > 20 * 24 * 3600


async def test_own(store: Store) -> None:
    """A reader who keeps too many loses their own oldest, and nobody else's."""
    bookmarks = StoredBookmarks(store.connection, of_one=3)
    theirs = await bookmarks.keep(LONG, "telegram:8")
    mine = [await bookmarks.keep(f"{LONG}{number}", "telegram:7") for number in range(5)]
    assert [await bookmarks.recall(mark) is not None for mark in mine] == [False, False, True, True, True]
    assert await bookmarks.recall(theirs) == LONG


async def test_all(store: Store) -> None:
    """Of too many altogether those go that were used longest ago."""
    bookmarks = StoredBookmarks(store.connection, of_all=3)
    first, second, *_ = [await bookmarks.keep(LONG, f"telegram:{number}") for number in range(3)]
    await bookmarks.recall(first)
    await bookmarks.keep(LONG, "telegram:9")
    assert await bookmarks.recall(first) == LONG
    assert await bookmarks.recall(second) is None
    assert await store.connection.redis.zcard(Keys(store.connection.prefix).bookmarks()) == 3

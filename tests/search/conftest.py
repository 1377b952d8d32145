"""A real store, and the index that follows it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.pipeline.indexer import Indexer
from bot.search.index import SearchIndex
from bot.store.codec import post_from_json
from tests.contract.conftest import other, store, url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.store.store import Store

__all__ = ["other", "store", "url"]
PATIENCE = 20.0


class Shelf:
    """An index in a folder that follows a store, as a test asks it."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    async def keys(self, words: str, count: int = 10, skip: int = 0) -> list[str]:
        """Return the keys of the posts that are found."""
        return [post.key for post in (await self.index.find(words, count, skip=skip)).posts]

    async def shows(self, words: str, *keys: str) -> None:
        """Return once just these are found."""
        found: list[str] = []
        try:
            async with asyncio.timeout(PATIENCE):
                while (found := await self.keys(words)) != list(keys):  # noqa: ASYNC110 - what is to be found may be anything
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(f"{words} finds {found}") from None


@asynccontextmanager
async def following(store: Store, folder: Path, is_busy: Callable[[], bool] = lambda: False) -> AsyncIterator[Shelf]:
    """Let an index in the folder follow the store for as long as the block lasts."""
    async with SearchIndex(folder, post_from_json) as index, asyncio.TaskGroup() as tasks:
        task = tasks.create_task(Indexer(store.changes, index, is_busy).run())
        try:
            yield Shelf(index)
        finally:
            task.cancel()


@pytest.fixture
async def shelf(store: Store, tmp_path: Path) -> AsyncIterator[Shelf]:
    """Give an index that follows the store."""
    async with following(store, tmp_path) as there:
        yield there

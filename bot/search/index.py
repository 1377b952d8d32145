"""The index as those see it who keep it up to date, and those who search: nothing in it holds the event loop."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Self

import structlog

from bot.core.errors import IndexFailed
from bot.core.ports.readers import Found
from bot.core.text.terms import terms_of
from bot.search import tables
from bot.search.expression import expression
from bot.search.file import IndexFile, is_damage
from bot.search.side import Side

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.core.ports.search import Changes, Cursor
    from bot.core.post import Post

log = structlog.get_logger()
PATIENCE = 3.0  # seconds that a question waits, after a start, for the store to say that the index is its own


class SearchIndex:
    """`Search` and `Index` over a file in a folder; `read` makes a post of what the store keeps of one.

    It is opened when it is first used, and anew after each failure: what is wrong with a disk may pass.
    """

    def __init__(self, folder: Path, read: Callable[[str], Post]) -> None:
        self._folder = folder
        self._read = read
        self._file: IndexFile | None = None
        self._writing = Side("writes", self._open)
        self._reading = Side("reads", self._open)
        self._opening = threading.Lock()
        self._mending = asyncio.Lock()
        self._is_known = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Take nothing yet: a bot starts without an index, too."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the file."""
        await self._reading.end()
        await self._writing.end()
        if self._file is not None:
            self._file.close()

    async def find(self, words: str, count: int, *, skip: int = 0, after: str = "") -> Found:
        """Return posts with all of the words and "quoted phrases", newest first.

        Those after the post of this id where it is still there, else those without the `skip` newest.
        """
        terms = terms_of(words)
        if not terms:
            return Found((), is_more=False)
        await self._until_known()
        async with self._failing():
            posts = await self._reading.do(self._found, expression(terms), count + 1, skip, after)
        return Found(posts[:count], is_more=len(posts) > count)

    async def cursor(self) -> Cursor:
        """Return how far the index has come; the beginning where it has to be made anew."""
        async with self._failing():
            return await self._writing.do(_prepared)

    async def take(self, changes: Changes) -> int:
        """Take the changes in, all or none of them; return how many posts are to be found then."""
        async with self._failing():
            count = await self._writing.do(partial(tables.take, read=self._read), changes)
        self._is_known.set()
        return count

    async def count(self) -> int:
        """Return how many posts are to be found."""
        async with self._failing():
            return await self._reading.do(tables.count)

    async def clear(self) -> None:
        """Forget everything: it is to be made anew."""
        async with self._failing():
            await self._writing.do(tables.make)

    def _open(self) -> sqlite3.Connection:
        with self._opening:  # both sides may be the first, and SQLite lets nobody else in who is
            if self._file is None:
                self._file = IndexFile(self._folder)
            return self._file.connect()

    def _found(
        self, connection: sqlite3.Connection, expression: str, count: int, skip: int, after: str
    ) -> tuple[Post, ...]:
        return tuple(map(self._read, tables.find(connection, expression, count, skip, after)))

    async def _until_known(self) -> None:
        """Return when the store was asked whose index this is: it may be of another one, which `REDIS_URL` named."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._is_known.wait()
        except TimeoutError:
            raise IndexFailed("the index was not compared with the store yet; is the store there?") from None

    @asynccontextmanager
    async def _failing(self) -> AsyncIterator[None]:
        """Turn what SQLite says into `IndexFailed`, and remove an index that is damaged."""
        try:
            yield
        except sqlite3.Error as error:
            if is_damage(error):
                await self._remove(str(error))
            raise IndexFailed(f"the index in {self._folder} fails: {error}; is there room on that disk?") from error

    async def _remove(self, why: str) -> None:
        async with self._mending:
            await self._reading.disconnect()
            await self._writing.disconnect()
            if self._file is not None:
                log.warning(
                    "search.damaged", file=str(self._file.path), why=why, remedy="none is needed: it is made anew"
                )
                self._file.remove()


def _prepared(connection: sqlite3.Connection) -> Cursor:
    if not tables.is_made(connection):
        tables.make(connection)
    return tables.cursor(connection)

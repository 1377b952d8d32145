"""Keeps the search up to date with the archive in the store, and makes it anew where it is not of that store."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import IndexFailed, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.ports.search import ChangeFeed, Changes, Index

log = structlog.get_logger()
PAGE = 100  # posts; to make tokens of them takes a tenth of a second, in a thread
IDLE = 1.0
PAUSE = 0.5  # seconds after a failure
GLANCE = 0.05  # seconds between two looks whether others are still busy
LONGEST_DELAY = 60.0  # seconds after the start in which an index waits for first looks at sources to be over


class Indexer:
    """Follows the archive's changes; killed anywhere, it goes on where the index says that it is.

    While `is_busy` holds, an index that is made anew, or is far behind, waits: at a start over a large site there is
    better to do.
    """

    def __init__(self, feed: ChangeFeed, index: Index, is_busy: Callable[[], bool] = lambda: False) -> None:
        self._feed = feed
        self._index = index
        self._is_busy = is_busy
        self._failure = ""
        self._missing: int | None = 0
        self._till = 0.0

    async def run(self) -> None:
        """Follow, through every outage of the store and of the disk, and through mistakes: nothing else stops."""
        self._till = time.monotonic() + LONGEST_DELAY
        while True:
            try:
                await self._follow()
            except (StoreError, IndexFailed) as error:
                self._tell(str(error))
                await asyncio.sleep(PAUSE)
            except Exception as mistake:  # noqa: BLE001 - ours, or a record that can't be read: alerts go on without
                self._tell(repr(mistake))
                await asyncio.sleep(PAUSE)

    async def _follow(self) -> None:
        count: int | None = None
        while True:
            changes = await self._feed.after(await self._index.cursor(), PAGE)
            is_behind = len(changes.changes) == PAGE
            if is_behind and changes.is_following and await self._gave_way():
                continue
            if not changes.is_following:
                self._missing = None
                log.info("search.filling", posts=changes.posts)
            if count is None or changes.changes or not changes.is_following:
                count = await self._index.take(changes)
            self._tell("")
            if is_behind or (self._missing is None and await self._gave_way()):
                continue
            if self._is_whole(changes, count):
                await self._feed.wait(IDLE)
            else:
                log.warning(
                    "search.incomplete", posts=changes.posts, found=count, remedy="none is needed: it is made anew"
                )
                await self._index.clear()

    def _is_whole(self, changes: Changes, count: int) -> bool:
        """Return whether all that is to be found is: what was missing when the index was made anew can't be had."""
        missing = changes.posts - count
        if self._missing is None:
            self._missing = missing
            log.info("search.filled", posts=count)
        return missing == self._missing

    async def _gave_way(self) -> bool:
        """Wait, where there is much to do, while others are busy, and have not been for long; return whether."""
        gave_way = False
        while self._is_busy() and time.monotonic() < self._till:
            gave_way = True
            await asyncio.sleep(GLANCE)  # others have other work than to tell that they are done
        return gave_way

    def _tell(self, failure: str) -> None:
        """Log a failure once, and once that it is over."""
        if failure != self._failure:
            if failure:
                log.warning("search.failed", why=failure)
            else:
                log.info("search.recovered")
        self._failure = failure

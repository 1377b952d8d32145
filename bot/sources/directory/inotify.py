"""Listens to the kernel's inotify, where there is one: a rename is known within half a millisecond, at no idle cost."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from asyncinotify import Inotify, Mask

from bot.sources.directory.changes import Changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

# No MODIFY: whoever writes closes the file at last. CREATE is for links, ATTRIB for a file that may be read now.
_WATCHED = Mask.CLOSE_WRITE | Mask.MOVE | Mask.CREATE | Mask.DELETE | Mask.ATTRIB | Mask.DELETE_SELF | Mask.MOVE_SELF
_SWEEPING = Mask.ISDIR | Mask.DELETE_SELF | Mask.MOVE_SELF | Mask.UNMOUNT | Mask.IGNORED | Mask.Q_OVERFLOW
_AT_ONCE = 500  # events taken in one go: some five milliseconds of the event loop
_READ = 64  # of the longest events, which is what the library counts in; a name of usual length leaves room for 400


@asynccontextmanager
async def watch(folders: Iterable[Path]) -> AsyncIterator[_Inotify]:
    """Watch folders for as long as the block lasts; raises `OSError` where one can't be."""
    with Inotify(cache_size=_READ, sync_timeout=0) as inotify:
        for folder in folders:
            inotify.add_watch(folder, _WATCHED | Mask.ONLYDIR)
        yield _Inotify(inotify)


class _Inotify:
    """A `Watch` on the kernel's queue."""

    def __init__(self, inotify: Inotify) -> None:
        self._inotify = inotify

    async def changes(self, longest: float) -> Changes:
        """Return what changed as soon as something did; nothing, after `longest` seconds at the latest.

        The library's own `get` is not waited for: when it is told to stop just as events come, they are lost.
        """
        return self._taken() or await self._awaited(longest)

    async def _awaited(self, longest: float) -> Changes:
        loop, is_readable = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._inotify.fd, is_readable.set)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(longest):
                    await is_readable.wait()
        finally:
            loop.remove_reader(self._inotify.fd)
        return self._taken() or Changes()

    def _taken(self) -> Changes | None:
        """Take what is in the queue, None where there is nothing."""
        paths: set[Path] = set()
        told = Mask.ZERO
        for _ in range(_AT_ONCE):
            event = self._inotify.sync_get()
            if event is None:
                break
            told |= event.mask
            if event.name is None and event.mask & Mask.ATTRIB:
                told |= Mask.ISDIR  # a watched folder's own rights changed
            elif event.path is not None:
                paths.add(event.path)
        return Changes(frozenset(paths), bool(told & _SWEEPING)) if told else None

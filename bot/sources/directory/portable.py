"""Listens to the kernel through watchfiles, where there is no inotify: macOS."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

from bot.sources.directory.changes import Changes

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterable

    from watchfiles.main import FileChange

_STEP = 2  # milliseconds between two looks at the kernel's queue; the library's 50 would be felt
_GATHER = 50  # milliseconds for which changes that come together are gathered
_TURN = 250  # milliseconds after which it says that nothing changed


@asynccontextmanager
async def watch(folders: Iterable[Path]) -> AsyncIterator[_Watchfiles]:
    """Watch folders for as long as the block lasts; raises `OSError` where one can't be."""
    turns = awatch(
        *folders, debounce=_GATHER, step=_STEP, rust_timeout=_TURN, yield_on_timeout=True, recursive=False,
        watch_filter=None,
    )  # fmt: skip
    async with aclosing(turns):
        watching = _Watchfiles(turns)
        await watching.changes(0)  # the library's first turn comes when its watches stand
        yield watching


class _Watchfiles:
    """A `Watch` on the library's turns."""

    def __init__(self, turns: AsyncGenerator[set[FileChange], None]) -> None:
        self._turns = turns

    async def changes(self, longest: float) -> Changes:  # noqa: ARG002 - the library's own turns are shorter
        """Return what changed as soon as something did; nothing, after a quarter of a second at the latest."""
        try:
            paths = frozenset(Path(path) for _, path in await anext(self._turns))
        except ExceptionGroup as group:  # the library's own errors come in a group, and quote names that are no text
            raise OSError(str(group.exceptions[0]).encode("utf-8", "backslashreplace").decode()) from group
        # It does not say what a folder is: what has no extension may be one.
        return Changes(paths, any(path.suffix == "" for path in paths))

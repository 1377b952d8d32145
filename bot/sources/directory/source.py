"""The directory source: a complete look first, then one after each change."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from watchfiles import awatch

from bot.sources.directory.folder import Folder
from bot.sources.directory.places import places_to_watch
from bot.sources.directory.writing import allow_leases
from bot.sources.jekyll import Faulty, Site

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from bot.core.model import Sighting

log = structlog.get_logger()
STEP = 2  # milliseconds between two looks at the kernel's queue; the library's 50 would be felt
GATHER = 50  # milliseconds for which changes that come together are gathered
TICK = 250  # milliseconds between two looks at files that are being written or have just gone
FULL_LOOK = 60.0  # seconds between two full looks, the net under lost events
MENDING = 1.0  # seconds between two tries while the folder can't be watched or read


class DirectorySource:
    """A Jekyll site's folder. `trouble` says why it can't be read, and is empty while it can."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.trouble = ""
        self._root = root

    async def sightings(self) -> AsyncIterator[Sighting]:
        """Yield a complete look, then every change; what keeps the folder from being read is told once, and waited out.

        Nothing that happens to files ends it: this is the one place where the outside comes in unasked.
        """
        allow_leases()
        folder = Folder(self.name)
        while True:
            try:
                async with aclosing(self._while_unchanged(folder)) as looks:
                    async for sighting in looks:
                        yield sighting
            except Faulty as error:
                self._tell(str(error.problem))
                await asyncio.sleep(TICK / 1000)
            except (OSError, ExceptionGroup) as error:  # the library's own errors come in a group
                self._tell(f"{self._root} can't be watched: {_words(error)}")
                await asyncio.sleep(MENDING)

    async def _while_unchanged(self, folder: Folder) -> AsyncGenerator[Sighting, None]:
        """Yield looks until the set of folders to watch is another one.

        The first turn of the library comes when its watches stand, so nothing falls between them and the full look.
        """
        root = await asyncio.to_thread(self._root.resolve)
        folder.site, folder.root = await asyncio.to_thread(_load, root), root
        watched, last_full = await asyncio.to_thread(places_to_watch, root, folder.site), None
        changes_in = awatch(
            *(place.path for place in watched), debounce=GATHER, step=STEP, rust_timeout=TICK, yield_on_timeout=True,
            recursive=False, watch_filter=None,
        )  # fmt: skip
        async with aclosing(changes_in) as turns:
            async for changes in turns:
                paths, now = {Path(path) for _, path in changes}, time.monotonic()
                if last_full is None or now - last_full > FULL_LOOK or any(map(_is_structural, paths)):
                    folder.site = await asyncio.to_thread(_load, root)
                    is_same = await asyncio.to_thread(self._root.resolve) == root
                    if not is_same or await asyncio.to_thread(places_to_watch, root, folder.site) != watched:
                        return
                    last_full, self.trouble = now, ""
                    yield await asyncio.to_thread(folder.look_at_all, now)
                elif paths or folder.is_unsettled:
                    sighting = await asyncio.to_thread(folder.look_at, paths, now)
                    if sighting is not None:
                        yield sighting

    def _tell(self, trouble: str) -> None:
        if self.trouble != trouble:
            self.trouble = trouble
            log.error("source.unreadable", source=self.name, problem=trouble)


def _is_structural(path: Path) -> bool:
    """Return whether a change concerns the site itself: its configuration or a folder."""
    return path.name.startswith("_config.") or path.suffix == ""


def _words(error: OSError | ExceptionGroup[Exception]) -> str:
    """Return what a log can hold: the library quotes file names that are no text."""
    first = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
    return str(first).encode("utf-8", "backslashreplace").decode()


def _load(root: Path) -> Site:
    site = Site.load(root)
    if site.problem:
        raise Faulty(site.problem)
    return site

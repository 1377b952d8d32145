"""The directory source: a complete look first, then one after each change."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.sources.directory.changes import Changes
from bot.sources.directory.folder import Folder
from bot.sources.directory.places import places_to_watch
from bot.sources.directory.writing import allow_leases
from bot.sources.jekyll import Faulty, Site

if sys.platform == "linux":
    from bot.sources.directory.inotify import watch
else:
    from bot.sources.directory.portable import watch

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from bot.core.ports.sources import Versions
    from bot.core.sighting import Sighting

log = structlog.get_logger()
TICK = 0.25  # seconds between two looks at files that are being written or have just gone
FULL_LOOK = 60.0  # seconds between two full looks, the net under lost events
MENDING = 1.0  # seconds between two tries while the folder can't be watched or read


class DirectorySource:
    """A Jekyll site's folder. `trouble` says why it can't be read, and is empty while it can."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.trouble = ""
        self.looked_at: datetime | None = None
        self._root = root

    async def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:
        """Yield a complete look, then every change; what keeps the folder from being read is told once, and waited out.

        Nothing that happens to files ends it: this is the one place where the outside comes in unasked.
        """
        allow_leases()
        folder = Folder(self.name, await versions() if versions else None)
        while True:
            try:
                async with aclosing(self._while_unchanged(folder)) as looks:
                    async for sighting in looks:
                        yield sighting
            except Faulty as error:
                self._tell(str(error.problem))
                await asyncio.sleep(TICK)
            except OSError as error:
                self._tell(f"{self._root} can't be watched: {_words(error)}")
                await asyncio.sleep(MENDING)

    async def _while_unchanged(self, folder: Folder) -> AsyncGenerator[Sighting, None]:
        """Yield looks until the set of folders to watch is another one; the first comes once their watches stand."""
        root = await asyncio.to_thread(self._root.resolve)
        folder.site, folder.root = await asyncio.to_thread(_load, root), root
        watched = await asyncio.to_thread(places_to_watch, root, folder.site)
        async with watch(place.path for place in watched) as kernel:
            changes, next_full = Changes(is_sweeping=True), 0.0
            while True:
                now = time.monotonic()
                if changes.is_sweeping or now >= next_full or any(map(_is_configuration, changes.paths)):
                    folder.site = await asyncio.to_thread(_load, root)
                    is_same = await asyncio.to_thread(self._root.resolve) == root
                    if not is_same or await asyncio.to_thread(places_to_watch, root, folder.site) != watched:
                        return
                    next_full, self.trouble, self.looked_at = now + FULL_LOOK, "", datetime.now(UTC)
                    yield await asyncio.to_thread(folder.look_at_all, now)
                elif changes.paths or folder.is_unsettled:
                    self.looked_at = datetime.now(UTC)
                    sighting = await asyncio.to_thread(folder.look_at, changes.paths, now)
                    if sighting is not None:
                        yield sighting
                longest = max(0.0, next_full - time.monotonic())
                changes = await kernel.changes(min(longest, TICK) if folder.is_unsettled else longest)

    def _tell(self, trouble: str) -> None:
        if self.trouble != trouble:
            self.trouble = trouble
            log.error("source.unreadable", source=self.name, problem=trouble)


def _is_configuration(path: Path) -> bool:
    return path.name.startswith("_config.")


def _words(error: OSError) -> str:
    """Return what a log can hold: a file's name may be no text."""
    return str(error).encode("utf-8", "backslashreplace").decode()


def _load(root: Path) -> Site:
    site = Site.load(root)
    if site.problem:
        raise Faulty(site.problem)
    return site

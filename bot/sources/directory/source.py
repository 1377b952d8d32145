"""The directory source: a complete look first, then one after each change."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from watchfiles import awatch

from bot.sources.directory.folder import Folder
from bot.sources.directory.writing import allow_leases
from bot.sources.jekyll import Faulty, Site, posts_folders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.model import Problem, Sighting

log = structlog.get_logger()
STEP = 2  # milliseconds between two looks at the kernel's queue; the library's 50 would be felt
GATHER = 50  # milliseconds for which changes that come together are gathered
TICK = 250  # milliseconds between two looks at files that are being written or have just gone
FULL_LOOK = 60.0  # seconds between two full looks, the net under lost events


class DirectorySource:
    """A Jekyll site's folder. `trouble` says why it can't be read, and is empty while it can."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.trouble = ""
        self._root = root.resolve()

    async def sightings(self) -> AsyncIterator[Sighting]:
        """Yield a complete look, then every change; a folder or configuration that can't be read is waited for."""
        allow_leases()
        folder = Folder(self.name, self._root, await self._site())
        while True:
            watched = await asyncio.to_thread(self._folders, folder.site)
            last_full = 0.0
            async for changes in awatch(
                *watched,
                debounce=GATHER,
                step=STEP,
                rust_timeout=TICK,
                yield_on_timeout=True,
                recursive=False,
                watch_filter=None,
            ):
                paths = {Path(path) for _, path in changes}
                now = time.monotonic()
                if now - last_full > FULL_LOOK or any(self._is_structural(path) for path in paths):
                    folder.site = await self._site()
                    if last_full and await asyncio.to_thread(self._folders, folder.site) != watched:
                        break
                    last_full = now
                    yield await asyncio.to_thread(folder.look_at_all, now)
                elif paths or folder.is_unsettled:
                    sighting = await asyncio.to_thread(folder.look_at, paths, now)
                    if sighting is not None:
                        yield sighting

    def _is_structural(self, path: Path) -> bool:
        """Return whether a change concerns the site itself: its configuration or a folder."""
        return path.name.startswith("_config.") or path.suffix == ""

    def _folders(self, site: Site) -> list[Path]:
        """Return the site's folder, where new ones appear, and every folder below a `_posts`."""
        below = {path for top in posts_folders(self._root, site) for path in (top, *top.rglob("*")) if path.is_dir()}
        return [self._root, *sorted(below)]

    async def _site(self) -> Site:
        """Return the site's configuration, as soon as it can be read; say once why it can't."""
        while True:
            try:
                site = await asyncio.to_thread(Site.load, self._root)
            except Faulty as error:
                problem: Problem | None = error.problem
            else:
                problem = site.problem
                if problem is None:
                    self.trouble = ""
                    return site
            if self.trouble != str(problem):
                self.trouble = str(problem)
                log.error("source.unreadable", source=self.name, problem=self.trouble)
            await asyncio.sleep(TICK / 1000)

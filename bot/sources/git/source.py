"""The Git source: follows a branch, at intervals and whenever its webhook calls, and looks after each checkout."""

from __future__ import annotations

import asyncio
import hashlib
import random
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.sources.directory.writing import allow_leases
from bot.sources.git.clone import PATIENCE, Clone, Patience
from bot.sources.git.door import Door
from bot.sources.git.failures import GitFailed
from bot.sources.git.tree import Tree
from bot.sources.jekyll import Faulty

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from aiohttp.web import Application

    from bot.core.ports.sources import Versions
    from bot.core.sighting import Sighting
    from bot.sources.git.remote import Remote

log = structlog.get_logger()
LONGEST = 900.0  # seconds between two tries at a remote that fails


class GitSource:
    """A site in a repository. `trouble` says why it can't be followed; `doors` has where its webhook calls."""

    def __init__(
        self, name: str, remote: Remote, data: Path, *,
        inside: str = "", every: float = 60.0, door: str = "", secret: str = "", patience: Patience = PATIENCE,
    ) -> None:  # fmt: skip
        self.name = name
        self.trouble = ""
        self.looked_at: datetime | None = None
        self.doors: Mapping[str, Application] = {}
        self._clone = Clone(remote, folder_of(data, remote, inside), patience)
        self._inside = inside
        self._every = every
        self._failures = 0
        self._unreachable = self._unreadable = ""
        self._called = asyncio.Event()
        if secret:
            self.doors = {door: Door(name, secret, remote.branch, self._called.set).application()}

    async def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:
        """Yield a complete look, then one after each change; what keeps us from it is told once, and waited out.

        However many calls come while a round is under way, one round follows it.
        """
        allow_leases()
        tree = Tree(self.name, self._clone.folder, self._inside, await versions() if versions else None)
        while True:
            self._called.clear()
            before = self._clone.commit
            sighting = await self._look(tree, await self._follow())
            self._tell(self._unreachable or self._unreadable)
            if sighting is not None:
                yield sighting
            if self._clone.commit != before:
                await self._clone.tidy()
            await self._until_due()

    async def _follow(self) -> Sequence[str] | None:
        """Bring the clone to where the remote is; return the paths that changed, none where it can't be reached."""
        try:
            changed = await self._clone.update()
        except (GitFailed, OSError) as failure:
            self._unreachable = f"{self._clone.remote.url}: {failure}"
            self._failures += 1
            return ()
        self._unreachable, self._failures, self.looked_at = "", 0, datetime.now(UTC)
        return changed

    async def _look(self, tree: Tree, changed: Sequence[str] | None) -> Sighting | None:
        """Look at the clone, unless no commit stands there whole: what is half there would look withdrawn."""
        if not self._clone.commit:
            return None
        try:
            sighting = await asyncio.to_thread(tree.look, changed, time.monotonic())
        except Faulty as error:
            self._unreadable = str(error.problem)
        except OSError as error:
            self._unreadable = f"{error.filename} can't be read: {error.strerror}"
        else:
            self._unreadable = ""
            return sighting
        return None

    def _tell(self, trouble: str) -> None:
        """Log a trouble when it begins, and when it is over; its words may change meanwhile."""
        if trouble and not self.trouble:
            log.error("source.unreadable", source=self.name, problem=trouble)
        if self.trouble and not trouble:
            log.info("source.readable", source=self.name)
        self.trouble = trouble

    async def _until_due(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(pause(self._every, self._failures, random.random())):
                await self._called.wait()


def folder_of(data: Path, remote: Remote, inside: str) -> Path:
    """Return the folder of the clone below the data folder: two sources never share one."""
    name = f"{remote.url}\0{remote.branch}\0{inside}"
    return data.absolute() / "git" / hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


def pause(every: float, failures: int, chance: float) -> float:
    """Return the seconds until the next try: twice as many after each failure, and never those of all other bots.

    `chance` is from 0 to 1.
    """
    patient = min(every * 2.0 ** min(failures, 10), max(every, LONGEST))
    return patient * (0.9 + 0.2 * chance)

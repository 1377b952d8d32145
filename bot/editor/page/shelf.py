"""The sites' posts and drafts by when they were saved, looked through now and then and no oftener than it costs."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field, replace
from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.editor.survey import paths
from bot.sources.jekyll import Faulty, Site, is_post_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SHOWN = 40
_EVERY = 1.0  # seconds between two looks at every file, and at least this many times as long as one takes
_PATIENCE = 20.0


class Saved(NamedTuple):
    """A file of a site as it was last saved."""

    at: float
    site: int
    path: str

    def record(self) -> dict[str, Any]:
        """Return it as JSON says it."""
        return {"site": self.site, "path": self.path, "at": self.at, "is_post": is_post_path(self.path)}


@dataclass(slots=True)
class Shelf:
    """All files of the sites at `roots`; `newest` has the last ones saved, latest first."""

    roots: Sequence[Path]
    newest: list[Saved] = field(default_factory=list)
    files: frozenset[tuple[int, str]] = frozenset()
    _folders: dict[str, int] = field(default_factory=dict)
    _due: float = 0.0

    def look(self) -> bool:
        """Look again where it is time or a folder changed; return whether anything is other than before. Blocks."""
        started = time.monotonic()
        if started < self._due and not self._has_changed():
            return False
        found = list(self._found())
        newest, files = nlargest(SHOWN, found), frozenset((one.site, one.path) for one in found)
        is_other = newest != self.newest or files != self.files
        self.newest, self.files = newest, files
        took = time.monotonic() - started
        self._due = started + max(_EVERY, _PATIENCE * took)
        return is_other

    def _has_changed(self) -> bool:
        return any(_changed_at(folder) != at for folder, at in self._folders.items())

    def _found(self) -> Iterator[Saved]:
        folders: dict[str, int] = {}
        for number, root in enumerate(self.roots):
            for path in _listed(root):
                folder = str(root / path.rpartition("/")[0])
                folders.setdefault(folder, _changed_at(folder))
                if at := _saved_at(f"{root}/{path}"):
                    yield Saved(at, number, path)
        self._folders = folders


def _listed(root: Path) -> list[str]:
    """Return all posts and drafts, by Jekyll's own settings where the site's are broken: the preview says that."""
    try:
        site = replace(Site.load(root), show_drafts=True)
    except Faulty:
        site = Site(show_drafts=True)
    try:
        return paths(root, site)
    except OSError:  # away, or not ours to read: the source says so
        return []


def _saved_at(path: str) -> float:
    try:
        return os.stat(path).st_mtime  # noqa: PTH116 - a Path for each of 20,000 files would be felt
    except OSError:
        return 0.0


def _changed_at(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - the same
    except OSError:
        return 0

"""Looks at the posts of a site's folder, and remembers which files it has read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from bot.core.model import Post, Problem, Sighting
from bot.sources.directory.writing import is_being_written
from bot.sources.jekyll import is_post_path, key_of, open_post, posts_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.sources.jekyll import Site

Signature: TypeAlias = tuple[int, int, int]
GRACE = 2.0  # seconds a file may be away before its post counts as withdrawn: editors and git replace files


@dataclass(slots=True)
class _Look:
    posts: list[Post] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    problems: dict[str, Problem] = field(default_factory=dict)


class Folder:
    """The posts below one site folder. Its methods block; times are monotonic seconds."""

    def __init__(self, name: str, root: Path, site: Site) -> None:
        self.site = site
        self._name = name
        self._root = root
        self._seen: dict[str, Signature] = {}
        self._hidden: set[str] = set()
        self._unfinished: set[str] = set()
        self._vanished: dict[str, tuple[str, float]] = {}

    @property
    def is_unsettled(self) -> bool:
        """Return whether a file is being written or has just vanished, so that another look is due soon."""
        return bool(self._unfinished or self._vanished)

    def look_at_all(self, now: float) -> Sighting:
        """Look at every post: the first time all of them, later those that changed since they were read."""
        is_first = not self._seen
        look, found = _Look(), list(posts_in(self._root, self.site))
        for relative in found:
            self._visit(look, relative)
        for key in self._seen.keys() - {key_of(relative) for relative in found}:
            self._vanished.setdefault(key, (key, now))
        # An empty folder may be one that is not mounted yet: nothing counts as withdrawn because of it.
        return self._sighting(look, is_complete=is_first and bool(found))

    def look_at(self, paths: Iterable[Path], now: float) -> Sighting | None:
        """Look at changed paths, and again at what was unsettled; None when there is nothing to say."""
        look, relatives = _Look(), {path.relative_to(self._root).as_posix() for path in paths}
        due = {relative for relative in relatives if is_post_path(relative)} | self._unfinished
        self._unfinished = set()
        for relative in due:
            if (self._root / relative).exists():
                self._visit(look, relative)
            elif key_of(relative) in self._seen:
                self._vanished.setdefault(key_of(relative), (relative, now))
        self._withdraw(look, now)
        return self._sighting(look) if look.posts or look.withdrawn or look.problems else None

    def _visit(self, look: _Look, relative: str) -> None:
        """Read the file unless it was read as it is now, or somebody still writes it."""
        key, path = key_of(relative), self._root / relative
        self._vanished.pop(key, None)
        try:
            status = path.stat()
            signature = (status.st_mtime_ns, status.st_size, status.st_ino)
            if self._seen.get(key) == signature and key not in self._hidden:
                return
            if is_being_written(path):
                self._unfinished.add(relative)
                return
        except OSError:
            signature = (0, 0, 0)  # what the reader makes of it is the answer
        self._seen[key] = signature
        self._hidden.discard(key)
        self._sort(look, key, open_post(self._root, relative, self.site, now=datetime.now(UTC)))

    def _sort(self, look: _Look, key: str, result: Post | Problem | None) -> None:
        match result:
            case Post():
                look.posts.append(result)
            case Problem():
                look.problems[key] = result
            case None:  # unpublished or in the future: looked at again each time, as its hour may come
                self._hidden.add(key)
                look.withdrawn.add(key)

    def _withdraw(self, look: _Look, now: float) -> None:
        """Count files that stayed away as withdrawn, unless everything is gone, which is no editor's doing."""
        away = {key: path for key, (path, since) in self._vanished.items() if now - since >= GRACE}
        gone = {key for key, path in away.items() if not (self._root / path).exists()}
        if len(gone) > 1 and gone == self._seen.keys():
            what = f"all {len(gone)} posts are gone; none is withdrawn because of it"
            look.problems[str(self._root)] = Problem(str(self._root), what, "Is the folder mounted and checked out?")
            self._vanished = {key: (path, now) for key, path in away.items()}
            return
        for key in gone:
            del self._vanished[key], self._seen[key]
            self._hidden.discard(key)
            look.withdrawn.add(key)

    def _sighting(self, look: _Look, *, is_complete: bool = False) -> Sighting:
        return Sighting(self._name, tuple(look.posts), is_complete, frozenset(look.withdrawn), look.problems)

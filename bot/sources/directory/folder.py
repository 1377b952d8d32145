"""Looks at the posts of a site's folder, and remembers which files it has read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.post import Post
from bot.core.sighting import Problem, Sighting
from bot.sources.directory.reading import State, Wanted, read_all
from bot.sources.directory.versions import version_of
from bot.sources.jekyll import Site, id_of, is_post_path, key_of, posts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.sources.directory.reading import Result

UNREAD = ""  # the version of what can't be read
GRACE = 2.0  # seconds a file may be away before its post counts as withdrawn: editors and git replace files
MANY = 20  # so many posts that go at once are no editor's doing: a branch is switched, a disk is not mounted


@dataclass(slots=True)
class _Look:
    posts: list[Post] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    unsettled: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    problems: dict[str, Problem] = field(default_factory=dict)


class Folder:
    """The posts below one site folder; `versions` of those read in an earlier life are known, by key.

    Its methods block; times are monotonic seconds.
    """

    def __init__(self, name: str, versions: Mapping[str, str] | None = None) -> None:
        self.site = Site()
        self.root = Path()
        self._name = name
        self._seen: dict[str, str] = dict(versions or {})
        self._paths: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._unfinished: set[str] = set()
        self._vanished: dict[str, float] = {}
        self._has_looked = False

    @property
    def is_unsettled(self) -> bool:
        """Return whether a file is being written or has just vanished, so that another look is due soon."""
        return bool(self._unfinished or self._vanished)

    def look_at_all(self, now: float) -> Sighting:
        """Look at every post, and read those that changed since they were read."""
        look, unreadable = _Look(), list[OSError]()
        found = list(posts_in(self.root, self.site, unreadable=unreadable.append))
        self._visit(look, found, now)
        hidden = self._report(look, unreadable)
        gone = {key for key in self._seen.keys() - set(map(key_of, found)) if not key.startswith(hidden)}
        if self._has_looked:
            self._vanished = dict.fromkeys(gone, now) | self._vanished
            return self._sighting(look)
        self._has_looked = True
        for key in gone:
            del self._seen[key]
        # An empty folder may be one that is not mounted yet: nothing counts as withdrawn because of it.
        is_complete = bool(found) and not unreadable
        return replace(self._sighting(look), complete=is_complete, unchanged=frozenset(look.unchanged))

    def look_at(self, paths: Iterable[Path], now: float) -> Sighting | None:
        """Look at changed paths, and again at what was unsettled; None when there is nothing to say."""
        look, relatives = _Look(), {os.path.relpath(path, self.root).replace(os.sep, "/") for path in paths}
        due = {relative for relative in relatives if is_post_path(relative)} | self._unfinished
        self._unfinished = set()
        there = {relative for relative in due if (self.root / relative).exists()}
        for relative in due - there:
            if self._paths.get(key_of(relative)) == relative:
                self._vanished.setdefault(key_of(relative), now)
        self._visit(look, sorted(there), now)
        self._withdraw(look, now)
        return self._sighting(look) if look.posts or look.withdrawn or look.problems else None

    def _visit(self, look: _Look, relatives: Iterable[str], now: float) -> None:
        """Read the files but those that were read as they are now."""
        wanted = [one for relative in relatives if (one := self._wanted(look, relative, now))]
        for one, result in zip(wanted, read_all(self.root, self.site, wanted), strict=True):
            self._take(look, one, result)

    def _wanted(self, look: _Look, relative: str, now: float) -> Wanted | None:
        """Return how the file is to be read, None where there is nothing to read now."""
        if not _is_text(relative):
            shown = relative.encode("utf-8", "backslashreplace").decode()
            look.problems[shown] = Problem(shown, "the file's name is not UTF-8", "Rename it in UTF-8.")
            return None
        key = key_of(relative)
        if (other := self._paths.get(key, relative)) != relative and (self.root / other).exists():
            what = "the same name is there twice, composed and decomposed; the other one counts"
            look.problems[f"{key}#2"] = Problem(relative, what, "Remove one of the two.")
            return None
        self._paths[key] = relative
        path = os.path.join(self.root, relative)  # noqa: PTH118 - making a Path takes longer than all the rest
        try:
            version = version_of(os.stat(path), self.site)  # noqa: PTH116 - the same
        except FileNotFoundError:  # gone since it was listed
            if key in self._seen:
                self._vanished.setdefault(key, now)
            return None
        except OSError:
            return Wanted(relative, UNREAD)  # what the reader makes of it is the answer
        self._vanished.pop(key, None)
        if self._seen.get(key) == version and key not in self._hidden:
            look.unchanged.add(key)
            return None
        return Wanted(relative, version)

    def _take(self, look: _Look, one: Wanted, result: Result) -> None:
        key = key_of(one.relative)
        if result is State.BEING_WRITTEN:
            self._unfinished.add(one.relative)
            look.unsettled.add(key)
            return
        self._seen[key] = one.version
        self._hidden.discard(key)
        match result:
            case Post():
                look.posts.append(result)
            case Problem():
                look.problems[key] = replace(result, post=id_of(self.site, key))
            case None:  # unpublished or in the future: looked at again each time, as its hour may come
                self._hidden.add(key)
                look.withdrawn.add(key)

    def _withdraw(self, look: _Look, now: float) -> None:
        """Count files that stayed away as withdrawn, unless too many are away, a moment ago or longer."""
        self._vanished = {key: since for key, since in self._vanished.items() if not self._is_there(key)}
        gone = {key for key, since in self._vanished.items() if now - since >= GRACE}
        if gone and (away := self._gone_at_once()):
            what = f"{away} posts are gone at once; none is withdrawn because of it"
            remedy = (
                "Is the folder mounted, the right branch checked out? To withdraw them, remove them a few at a time."
            )
            look.problems[str(self.root)] = Problem(str(self.root), what, remedy)
            self._vanished.update(dict.fromkeys(gone, now))
            return
        for key in gone:
            del self._vanished[key], self._seen[key]
            self._paths.pop(key, None)
            self._hidden.discard(key)
            look.withdrawn.add(key)

    def _gone_at_once(self) -> int:
        """Return how many posts are away, where those are too many to be meant, else 0."""
        away = self._vanished.keys()
        return len(away) if len(away) > MANY or (len(away) > 1 and away == self._seen.keys()) else 0

    def _is_there(self, key: str) -> bool:
        return (self.root / self._paths.get(key, key)).exists()

    def _report(self, look: _Look, unreadable: list[OSError]) -> tuple[str, ...]:
        """Tell of folders that can't be listed; return the beginnings of the keys below them."""
        relatives = [os.path.relpath(error.filename, self.root).replace(os.sep, "/") for error in unreadable]
        for relative, error in zip(relatives, unreadable, strict=True):
            what = f"can't be listed: {error.strerror}"
            look.problems[relative] = Problem(relative, what, "Let the bot's user read it (chmod a+rx).")
        return tuple(f"{key_of(relative)}/" for relative in relatives)

    def _sighting(self, look: _Look) -> Sighting:
        return Sighting(
            self._name, tuple(look.posts), complete=False, withdrawn=frozenset(look.withdrawn), problems=look.problems,
            unsettled=frozenset(look.unsettled), missing=frozenset(self._vanished),
            gone=self._gone_at_once(),
        )  # fmt: skip


def _is_text(relative: str) -> bool:
    try:
        relative.encode()
    except UnicodeEncodeError:
        return False
    return True

"""The site in a clone's folder, looked at after each checkout."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.sighting import Problem
from bot.sources.directory.folder import GRACE, Folder
from bot.sources.directory.writing import QUIET
from bot.sources.jekyll import Faulty, Site, posts_folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.core.sighting import Sighting

FULL_LOOK = 60.0  # seconds between two full looks, which find the posts whose hour has come


class Tree:
    """A site below a clone's folder; `versions` of the files read in an earlier life are known, by key.

    A look blocks, and comes while nothing writes there. So a file that is away was removed on purpose, and a renamed
    one is away under its old name and there under its new one in the same sighting: the folder's grace for files that
    come back is passed over, by a second look at a later time than it is.
    """

    def __init__(self, name: str, clone: Path, inside: str = "", versions: Mapping[str, str] | None = None) -> None:
        self._clone = clone
        self._prefix = f"{inside}/" if inside else ""
        self._folder = Folder(name, versions)
        self._folder.root = clone / inside
        self._last_full: float | None = None

    def look(self, changed: Sequence[str] | None, now: float) -> Sighting | None:
        """Look at paths from the clone's root, at everything where they are unknown; None when there is nothing to say.

        Raises `Faulty` where the site can't be used, or `OSError`; the next look is then a full one.
        """
        is_full = changed is None or self._is_full_due(now) or any(map(self._is_structural, changed))
        last, self._last_full = self._last_full, None
        seen = self._all(now) if is_full else self._folder.look_at(list(self._posts_among(changed or ())), now)
        seen = joined(seen, self._folder.look_at((), now + GRACE))
        if self._folder.is_unsettled:  # where the kernel can't tell that the file's writer, git, is gone
            time.sleep(QUIET)
            seen = joined(seen, self._folder.look_at((), now + GRACE))
        self._last_full = now if is_full else last
        return seen

    def _all(self, now: float) -> Sighting:
        self._folder.site = self._load()
        return self._folder.look_at_all(now)

    def _is_full_due(self, now: float) -> bool:
        return self._last_full is None or now - self._last_full > FULL_LOOK

    def _is_structural(self, path: str) -> bool:
        return path.startswith(f"{self._prefix}_config.")

    def _posts_among(self, changed: Sequence[str]) -> Iterator[Path]:
        """Yield what lies in a folder of posts that Jekyll reads, or is gone from wherever it was."""
        tops = tuple(
            f"{top}/" for top in posts_folders(self._folder.root, self._folder.site, unreadable=lambda _: None)
        )
        for path in (self._clone / name for name in changed if name.startswith(self._prefix)):
            if str(path).startswith(tops) or not path.exists():
                yield path

    def _load(self) -> Site:
        if not self._folder.root.is_dir():
            what = "there is no such folder in the repository"
            raise Faulty(Problem(self._prefix.rstrip("/"), what, "Set folder to the one that holds _config.yml."))
        site = Site.load(self._folder.root)
        if site.problem:
            raise Faulty(site.problem)
        return site


def joined(first: Sighting | None, second: Sighting | None) -> Sighting | None:
    """Return what two looks saw as one sighting; what is away is what the second one still misses."""
    if first is None or second is None:
        return first or second
    return replace(
        first,
        posts=first.posts + second.posts,
        withdrawn=first.withdrawn | second.withdrawn,
        problems={**first.problems, **second.problems},
        unsettled=first.unsettled | second.unsettled,
        missing=second.missing,
        gone=second.gone,
    )

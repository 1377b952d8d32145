"""The folders of a site that are watched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from bot.sources.jekyll import posts_folders

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sources.jekyll import Site


class Place(NamedTuple):
    """A folder, and which one of that name: a watch stays with the old one when another takes its place."""

    path: Path
    device: int
    inode: int


def places_to_watch(root: Path, site: Site) -> list[Place]:
    """Return the site's folder, where new ones appear, and every folder below a `_posts`; raises `OSError`."""
    found = {root: _place(root)}
    for top in posts_folders(root, site, unreadable=lambda _: None):  # the look tells of it
        for here, _, _ in os.walk(top):
            path = root / here
            try:
                found[path] = _place(path)
            except FileNotFoundError:
                continue
    return sorted(found.values())


def _place(path: Path) -> Place:
    status = path.stat()
    return Place(path, status.st_dev, status.st_ino)

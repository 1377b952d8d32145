"""A site's folder on disk: where its posts lie."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, TypeAlias

from bot.sources.jekyll import names
from bot.sources.jekyll.faults import Faulty
from bot.sources.jekyll.opening import is_inside, read_head
from bot.sources.jekyll.post import read_post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.core.post import Post
    from bot.core.sighting import Problem
    from bot.sources.jekyll.site import Site

_SPECIAL = (".", "_", "#", "~")
OnUnreadable: TypeAlias = "Callable[[OSError], None]"


def _raise(error: OSError) -> None:
    raise error


def posts_folders(
    folder: Path, site: Site, *, name: str = "_posts", unreadable: OnUnreadable = _raise
) -> Iterator[Path]:
    """Yield every `_posts` folder Jekyll reads: the root's and those of category folders, never what is excluded.

    A folder inside `_posts` is not yielded again. Links are followed inside the site, not out of it. `unreadable` is
    told of a folder that cannot be listed, with the error, which otherwise is raised: what cannot be seen is not known
    to be gone. A folder that goes away meanwhile is passed over.
    """
    start = folder / site.collections_dir if site.collections_dir else folder
    if start.is_dir():
        yield from _walk(start, folder, site, name, seen=set(), unreadable=unreadable)


def _walk(
    here: Path, root: Path, site: Site, name: str, *, seen: set[str], unreadable: OnUnreadable
) -> Iterator[Path]:  # fmt: skip
    real = os.path.realpath(here)
    if real in seen or not is_inside(real, root):
        return
    seen.add(real)
    for entry in _folders_in(here, unreadable):
        path = here / entry
        if entry == name and is_inside(os.path.realpath(path), root):
            yield path
        elif not _is_passed_over(path.relative_to(root).as_posix(), site):
            yield from _walk(path, root, site, name, seen=seen, unreadable=unreadable)


def _folders_in(here: Path, unreadable: OnUnreadable) -> list[str]:
    try:
        with os.scandir(here) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir())
    except FileNotFoundError:
        return []
    except OSError as error:
        unreadable(error)
        return []


def posts_in(
    folder: Path, site: Site, *, name: str = "_posts", unreadable: OnUnreadable = _raise
) -> Iterator[str]:  # fmt: skip
    """Yield the path from the site's root of every file Jekyll would take for a post (with `_drafts`, for a draft)."""

    def tell(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            unreadable(error)

    for posts in posts_folders(folder, site, name=name, unreadable=unreadable):
        for here, _, files in os.walk(posts, onerror=tell):
            place = os.path.relpath(here, folder).replace(os.sep, "/")
            yield from (path for file in sorted(files) if names.collection_of(path := f"{place}/{file}", site))


def open_post(folder: Path, relative: str, site: Site, *, now: datetime, version: str = "") -> Post | Problem | None:
    """Return the post in the file, as `read_post` does; None also where the file is gone."""
    if not names.is_post_path(relative):
        return None
    try:
        content, changed_at = read_head(folder, relative)
    except FileNotFoundError:
        return None
    except Faulty as fault:
        return fault.problem
    return read_post(relative, content, site, now=now, changed_at=changed_at, version=version)


def _is_passed_over(path: str, site: Site) -> bool:
    """Return whether Jekyll does not enter the folder: hidden, special, its own output, or excluded."""
    if any(_matches(path, pattern) for pattern in site.include):
        return False
    is_special = path.rpartition("/")[2].startswith(_SPECIAL) or path.endswith("~")
    return is_special or any(_matches(path, pattern) for pattern in (*site.exclude, site.destination))


def _matches(path: str, pattern: str) -> bool:
    bare = pattern.strip("/")
    return path == bare or path.startswith(f"{bare}/") or fnmatchcase(path, bare)

"""Goes over a whole site, file by file: what Jekyll computes for each post, its level, and what is wrong with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.editor.checks import remarks_on
from bot.editor.place import Place
from bot.editor.reading import read, read_as
from bot.editor.records import record_of
from bot.sources.jekyll import is_post_path, posts_folders
from bot.sources.jekyll.names import collection_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.core.levels import LevelRule
    from bot.editor.reading import Reading
    from bot.editor.remark import Remark
    from bot.sources.jekyll import Site

_SPECIAL = (".", "_", "#", "~")
_TEXT = (".md", ".markdown", ".html", ".txt")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one file of a site."""

    reading: Reading
    remarks: tuple[Remark, ...]

    def record(self) -> dict[str, Any]:
        """Return it as JSON says it."""
        return record_of(self.reading, self.remarks)


def paths(root: Path, site: Site) -> list[str]:
    """Return every post's path, with the drafts' where the site shows them, and those of misnamed texts among them."""
    names = ("_posts", "_drafts") if site.show_drafts else ("_posts",)
    folders = chain.from_iterable(posts_folders(root, site, name=name) for name in names)
    return sorted({path for folder in folders for path in _texts(root, folder, site)})


def survey(
    root: Path, site: Site, found: Sequence[str], rules: Sequence[LevelRule], now: datetime
) -> Iterator[Entry]:  # fmt: skip
    """Yield what is said of each file, in order; of two posts with one address, the later one is told."""
    owners: dict[str, str] = {}
    for path in found:
        place = Place(root=root, path=path)
        is_document = is_post_path(path) or collection_of(path, site) is not None
        try:
            reading = read_as(path, place, site, rules, now) if is_document else read(place, site, rules, now)
        except FileNotFoundError:  # it went meanwhile
            continue
        yield Entry(reading, remarks_on(reading, _twin(reading, owners)))


def _twin(reading: Reading, owners: dict[str, str]) -> str | None:
    """Return the earlier post with this address, and keep the address as taken; only pages that are there count."""
    if not reading.answers or not reading.answers["published"] or reading.published_as != reading.place.path:
        return None
    owner = owners.setdefault(reading.answers["absolute_url"], reading.place.path)
    return owner if owner != reading.place.path else None


def _texts(root: Path, folder: Path, site: Site) -> Iterator[str]:
    for here, _, files in os.walk(folder):
        below = os.path.relpath(here, root).replace(os.sep, "/")
        for name in files:
            path = f"{below}/{name}"
            is_text = name.lower().endswith(_TEXT) and not name.startswith(_SPECIAL)
            if is_text or collection_of(path, site) is not None:
                yield path

"""Where a file lies in which site, and under which name it is a post or would be published."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sources.jekyll import is_post_path

if TYPE_CHECKING:
    from datetime import date

    from bot.sources.jekyll import Site

_CONFIGS = ("_config.yml", "_config.yaml")
_DATED = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")
_SPECIAL = re.compile(r"^[._#~]+|~$")
_POSTS, _DRAFTS = "_posts", "_drafts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file below `root`, at `path` from there; one that lies elsewhere has its absolute path."""

    root: Path
    path: str

    @property
    def is_post(self) -> bool:
        """Return whether the file lies where posts lie and is named as they are."""
        return is_post_path(self.path)

    @property
    def is_misnamed(self) -> bool:
        """Return whether the file lies among the posts under a name that is no post's."""
        return not self.is_post and _POSTS in self.path.split("/")[:-1] and not self.is_outside

    @property
    def is_outside(self) -> bool:
        """Return whether the file lies outside the site."""
        return self.path.startswith("/")

    @property
    def is_composed(self) -> bool:
        """Return whether the file's name is in NFC, as what is typed is."""
        return unicodedata.is_normalized("NFC", self.path)


def site_of(file: Path) -> Path | None:
    """Return the nearest folder above the file that has a `_config.yml`."""
    return next((one for one in file.absolute().parents if any((one / name).is_file() for name in _CONFIGS)), None)


def place_of(file: Path, root: Path) -> Place:
    """Return where the file is, seen from the site's root."""
    absolute, top = Path(os.path.abspath(file)), Path(os.path.abspath(root))  # noqa: PTH100 - links stay as named
    for one, base in ((absolute, top), (absolute.parent.resolve() / absolute.name, top.resolve())):
        if one.is_relative_to(base):
            return Place(root=base, path=one.relative_to(base).as_posix())
    return Place(root=top, path=absolute.as_posix())


def published_path(place: Place, site: Site, day: date) -> str:
    """Return the path at which the file is a post, or would be one if it were published with this date."""
    if place.is_post:
        return place.path
    folder, _, name = place.path.rpartition("/")
    parts = [] if place.is_outside else folder.split("/")
    special = next((one for one in (_DRAFTS, _POSTS) if one in parts), None)
    above = parts[: parts.index(special)] if special else list(filter(None, site.collections_dir.strip("/").split("/")))
    return "/".join([*above, _POSTS, _named(name, day)])


def printable(path: str) -> str:
    """Return the path in characters that every output takes: a name that is not UTF-8 has its bytes spelled out."""
    return path.encode("utf-8", "backslashreplace").decode()


def _named(name: str, day: date) -> str:
    """Return a name Jekyll and the bot take for a post's, as near to the given one as can be."""
    bare = _SPECIAL.sub("", name) or "post"
    dated = bare if _DATED.match(bare) else f"{day:%Y-%m-%d}-{bare}"
    return dated if is_post_path(f"{_POSTS}/{dated}") else f"{dated.partition('.')[0]}.md"

"""What a path says: whether Jekyll takes the file for a post, its date, its slug, its categories."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import basename, splitext
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.sources.jekyll.site import Site

# Before `_posts` stand folders that Jekyll enters; inside, nothing is hidden and the first name begins with none of
# `._#~`.
_FOLDERS = r"(?:[^/._#~][^/]*/)*"
_INSIDE = r"(?![._#~])(?:[^/.][^/]*/)*"
_DATED = r"\d{2,4}-\d{1,2}-\d{1,2}-[^/]*"
_POST = re.compile(rf"{_FOLDERS}_posts/{_INSIDE}{_DATED}\.[^./~]+")
_DRAFT = re.compile(rf"{_FOLDERS}_drafts/{_INSIDE}[^/._#~][^/]*\.[^./~]+")
_NAME = re.compile(r"(?:.*/)?(?:(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-)?(?P<slug>[^/]*)\.[^./]+", re.DOTALL)
# Jekyll would copy a dated picture out of `_posts` as well, and read an editor's `.bak`: neither is news.
_TEXT = frozenset(
    (".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".html", ".htm", ".xhtml", ".xml", ".textile", ".txt")
)


class Name(NamedTuple):
    """What a file's name says; `date` is empty where it says none."""

    date: str
    slug: str


@lru_cache(maxsize=1)  # whoever asks is asked again, for one file after another
def is_post_path(relative: str) -> bool:
    """Return whether the path, from the site's root, is a post's: not an editor's copy, a hidden file or a picture."""
    return bool(_POST.fullmatch(relative)) and splitext(relative)[1].lower() in _TEXT


def collection_of(relative: str, site: Site) -> str | None:
    """Return the collection Jekyll puts the file in (`posts` for a draft too), None where it is no document."""
    path = from_collections(relative, site)
    if path is None:
        return None
    if _POST.fullmatch(path) or _DRAFT.fullmatch(path):
        return "posts"
    label = path.partition("/")[0].removeprefix("_")
    is_inside = path.startswith("_") and label in site.collections and label != "posts" and "/" in path
    return label if is_inside and not re.search(r"/[._#~]|[~.]\Z", path) else None


def from_collections(relative: str, site: Site) -> str | None:
    """Return the path from the folder that holds the collections, None where the file lies outside it."""
    if not site.collections_dir:
        return relative
    prefix = f"{site.collections_dir.strip('/')}/"
    return relative.removeprefix(prefix) if relative.startswith(prefix) else None


def is_draft(path: str) -> bool:
    """Return whether the path is a draft's, rather than a post's."""
    return "_posts" not in path and bool(_DRAFT.fullmatch(path))


def name_of(path: str) -> Name:
    """Return what the file's name says; a slug never ends with a period."""
    found = _NAME.fullmatch(path)
    slug = found["slug"] if found else splitext(basename(path))[0]
    return Name((found and found["date"]) or "", slug.rstrip("."))


def folder_categories(path: str, collection: str) -> list[str]:
    """Return the folders before `_posts` (or `_drafts`): each is a category. Those inside are not."""
    special = "_drafts" if is_draft(path) else f"_{collection}"
    before = path.partition(special)[0]
    return [folder for folder in before.split("/") if folder]

"""Finds another post with the same address without reading a whole site through."""

from __future__ import annotations

import re
from posixpath import basename
from typing import TYPE_CHECKING

from bot.sources.jekyll import Faulty, decode, posts_in, read_document, read_head
from bot.sources.jekyll.names import name_of
from bot.sources.jekyll.slug import slugify
from bot.sources.jekyll.url import absolute_url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.editor.reading import Reading

_NAMED = re.compile(r":(?:title|slug|name|path)")
_CHOOSES = re.compile(rb"^(?:permalink|slug)[ \t]*:", re.MULTILINE)


def twin_of(reading: Reading) -> str | None:
    """Return the path of another published post that has the address of this one."""
    return next((path for path, content in _candidates(reading) if _has_address(path, content, reading)), None)


def _candidates(reading: Reading) -> Iterator[tuple[str, bytes]]:
    """Yield the posts that may have the address: those of the same slug, and those that choose their own.

    The rest of the site is not parsed: 20,000 posts would take seconds, before every commit.
    """
    slug, root = _slug(reading.published_as), reading.place.root
    is_any = _is_any(reading, slug)
    for path in posts_in(root, reading.site, unreadable=lambda _: None):
        if path in {reading.place.path, reading.published_as}:
            continue
        try:
            content, _ = read_head(root, path)
        except (Faulty, FileNotFoundError):
            continue
        if is_any or _slug(path) == slug or _CHOOSES.search(content):
            yield path, content


def _is_any(reading: Reading, slug: str) -> bool:
    """Return whether a post of any name may have the address: it is chosen, or made of no name."""
    document, template = reading.document, reading.site.template("posts")
    is_chosen = document is not None and (document.permalink or slugify(document.slug or "") != slug)
    return bool(is_chosen) or not _NAMED.search(template)


def _has_address(path: str, content: bytes, reading: Reading) -> bool:
    try:
        other = read_document(path, decode(path, content), reading.site, now=reading.now)
        if other is None or not other.is_published or reading.answers is None:
            return False
        return absolute_url_of(other) == reading.answers["absolute_url"]  # in which `/첫눈/` is as encoded as `:title`
    except Faulty:
        return False


def _slug(path: str) -> str:
    return slugify(name_of(basename(path)).slug)

"""The picture of an entry: what it names as one, else the first in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def picture_of(entry: Mapping[str, Any], base: str) -> str:
    """Return the address of the picture that feedparser found: the largest of its media, a thumbnail, an enclosure."""
    media = sorted(filter(_is_picture, entry.get("media_content", ())), key=_width, reverse=True)
    enclosures = (one for one in entry.get("links", ()) if one.get("rel") == "enclosure" and _is_picture(one))
    named = [*media, *entry.get("media_thumbnail", ()), *enclosures, entry.get("image") or {}]
    return next((found for one in named if (found := absolute(_address(one), base))), "")


def first_picture(markup: Iterable[str], base: str) -> str:
    """Return the address of the first picture in the text that is one to look at: no counter of visits, no emoji."""
    for text in markup:
        for source in _sources(text):
            if found := absolute(source, base):
                return found
    return ""


def absolute(address: str, base: str) -> str:
    """Return the address from `base`, nothing where it is not one of the web's."""
    try:
        found = urljoin(base, address.strip()) if address else ""
    except ValueError:
        return ""
    return found if found.lower().startswith(("http://", "https://")) else ""


def _sources(text: str) -> Iterator[str]:
    if "<img" not in text.lower():
        return
    for node in LexborHTMLParser(text).css("img[src]"):
        sizes = [node.attributes.get(name) or "" for name in ("width", "height")]
        if not any(size.isdecimal() and int(size) < 50 for size in sizes):
            yield node.attributes.get("src") or ""


def _address(named: Mapping[str, Any]) -> str:
    return str(named.get("url") or named.get("href") or "")


def _is_picture(named: Mapping[str, Any]) -> bool:
    kind = named.get("medium") or named.get("type") or ""
    return kind.startswith("image") or (not kind and _address(named).lower().partition("?")[0].endswith(_ENDINGS))


def _width(named: Mapping[str, Any]) -> int:
    width = str(named.get("width", ""))
    return int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0

"""The picture an alert shows: the post's own, else the first of its body."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from bot.sources.jekyll.address import absolute_url

if TYPE_CHECKING:
    from bot.sources.jekyll.document import Document
    from bot.sources.jekyll.site import Site

_IN_BODY = re.compile(
    r"<img\b[^<>]*?\ssrc\s*=\s*[\"']?(?P<html>[^\"'<>\s]+)|!\[[^\]\[]*\]\((?P<markdown>[^()\s]+)", re.IGNORECASE
)
_ROOT = re.compile(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}")
_FILTERED = re.compile(r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ENOUGH = 16 * 1024


def picture_of(document: Document) -> str | None:
    """Return the picture's absolute address, None where the post shows none that a chat could fetch."""
    own = _named(document.data.get("image"))
    if own:
        return _address(own, document.site)
    body = _FILTERED.sub(r"\1", document.body[:_ENOUGH]) if "{{" in document.body else document.body[:_ENOUGH]
    found = _IN_BODY.search(_ROOT.sub("", body))
    return _address(html.unescape(found["html"] or found["markdown"]), document.site) if found else None


def _named(value: Any) -> str:
    """Return what the front matter names: a path, a mapping with one, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[key] for key in ("path", "url", "src") if value.get(key)), None)
    return value.strip() if isinstance(value, str) else ""


def _address(path: str, site: Site) -> str | None:
    """Return the path made absolute from the site's root; a path that has the baseurl already gets it once."""
    if path.startswith("//"):
        path = f"{site.url.partition(':')[0]}:{path}"
    if re.match("https?://", path, re.IGNORECASE):
        origin, slash, rest = path.partition("//")[2].partition("/")
        return absolute_url(slash + rest, f"{path.partition(':')[0].lower()}://{origin}", "")
    if _SCHEME.match(path) or "{" in path:
        return None
    base = site.baseurl.removesuffix("/")
    return absolute_url(path, site.url, "" if base and path.startswith(f"{base}/") else base)

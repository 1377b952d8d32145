"""Absolute URLs as Jekyll's `absolute_url` makes them: joined, normalized, safe to send."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

_PCHAR = ":@!$&'()*+,;=-._~"
_QUERY = ":@!$'()*+,=-._~/?"
_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_PORTS = {"http": ":80", "https": ":443"}


def absolute_url(url: str, site_url: str, baseurl: str) -> str:
    """Return the address of `url` (from the site's root); only a path where the site names no address of its own."""
    base = baseurl.removesuffix("/")
    base = base if not base or base.startswith("/") else f"/{base}"
    url = url if not url or url.startswith("/") else f"/{url}"
    return _origin(site_url) + _normalize(base + url)


@lru_cache(maxsize=64)
def _origin(site_url: str) -> str:
    """Return scheme, host and path before the post's own: lower case, without default port, IDN as punycode.

    A path keeps its trailing slash: `https://example.org/` makes `https://example.org//news/`, as Jekyll does.
    """
    scheme, authority, path, _, _ = _split(site_url)
    if not scheme or authority is None:
        return site_url
    scheme = scheme.lower()
    user, at, host = authority.rpartition("@")
    host = ".".join(map(_ascii, host.lower().removesuffix(_PORTS.get(scheme, "\0")).split(".")))
    return f"{scheme}://{user}{at}{host}{_path(path)}"


def _ascii(label: str) -> str:
    """Return a label of a host's name as DNS knows it."""
    try:
        return label if label.isascii() else label.encode("idna").decode()
    except UnicodeError:
        return quote(label)


def _split(url: str) -> tuple[str | None, ...]:
    found = _PARTS.fullmatch(url)
    return found.groups() if found else (None, None, url, None, None)


def _normalize(url: str) -> str:
    """Return a path with its query and fragment, percent-encoded once, in upper case, composed (NFC)."""
    path, mark, rest = url.partition("?")
    if not mark:
        path, hash_mark, fragment = path.partition("#")
        return _path(path) + hash_mark + _encode(fragment, _QUERY + "&;")
    query, hash_mark, fragment = rest.partition("#")
    pairs = "&".join(_encode(pair, _QUERY) for pair in query.split("&"))
    return f"{_path(path)}?{pairs}{hash_mark}{_encode(fragment, _QUERY + '&;')}"


def _path(path: str | None) -> str:
    """Return the path with every segment encoded and `.` and `..` walked."""
    segments: list[str] = []
    for segment in (path or "").split("/"):
        if segment == ".." and len(segments) > 1:
            segments.pop()
        elif segment not in {".", ".."}:
            segments.append(_encode(segment, _PCHAR))
    return "/".join(segments)


@lru_cache(maxsize=1024)
def _encode(component: str, safe: str) -> str:
    """Return the component decoded, composed and encoded again; what is not UTF-8 stays the bytes it was."""
    raw = unquote_to_bytes(component)
    try:
        return quote(unicodedata.normalize("NFC", raw.decode()), safe=safe)
    except UnicodeDecodeError:
        return quote(raw, safe=safe)

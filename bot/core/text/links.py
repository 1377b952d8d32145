"""Addresses a platform accepts as a link and a reader can trust."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import regex

_LONGEST = 2048  # Discord's limit for an embed's url
_SAFE = "/?%:@!$&+,;=~*()"  # what an address may hold as it is
_HOST = regex.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", regex.I)
_TRACE = regex.compile(r"utm_\w+|fbclid|gclid", regex.I)
_ESCAPED = regex.compile(r"(?:%[0-9A-F]{2})+", regex.I)


def safe_link(url: str) -> str:
    """Return the address in ASCII, or nothing where it would not be a link: http(s) only, with a dot in its host.

    A name and password before the host are refused: they make one host look like another.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError is one
        return ""
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    rest = (quote(part, safe=_SAFE, errors="replace") for part in (parts.path, parts.query, parts.fragment))
    link = urlunsplit((parts.scheme, host + port, *rest))
    return link if len(link) <= _LONGEST else ""


def canonical(link: str) -> str:
    """Return what is the same for every way of writing the address of one page, with or without traces of where from.

    `https://www.a.kr/%EB%8B%A4/?utm_source=feed#top` and `http://a.kr/다` give `a.kr/다`. It is no address any more.
    """
    try:
        parts = urlsplit(link.strip())
        host = _host(parts.netloc)
    except ValueError:  # UnicodeError is one
        return link
    path = unicodedata.normalize("NFC", unquote(parts.path)).removesuffix("index.html").rstrip("/")
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if not _TRACE.fullmatch(name)])
    return f"{host.removeprefix('www.')}{path}{f'?{query}' if query else ''}"


@lru_cache(maxsize=64)
def _host(authority: str) -> str:
    """Return host and port in ASCII, which are the same for all posts of a site; raises `ValueError`."""
    parts = urlsplit(f"//{authority}")
    host = (parts.hostname or "").encode("idna").decode()
    return f"{host}:{parts.port}" if parts.port else host


def readable(link: str) -> str:
    """Return the address with Korean and other letters as themselves: a ninth of the length, and what browsers show."""
    return _ESCAPED.sub(_decoded, link)


def _decoded(escaped: regex.Match[str]) -> str:
    """Return the letters a run of percent escapes stands for, the run itself where it holds anything else."""
    run = escaped.group()
    try:
        text = bytes.fromhex(run.replace("%", "")).decode()
    except UnicodeDecodeError:
        return run
    return text if all(letter.isalnum() and not letter.isascii() for letter in text) else run

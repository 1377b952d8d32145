"""One start tag of Telegram's HTML, read byte by byte where TDLib does, with its complaints word for word."""

from __future__ import annotations

import re
from typing import NamedTuple

# A NUL ends the text for TDLib, and counts as a space where it looks for one; ours is appended as a sentinel.
_NAME = re.compile(rb"[^ \t\r\n\0\v>]*")
_BLANK = re.compile(rb"[ \t\r\n\v]*")
_ATTRIBUTE = re.compile(rb"[^ \t\r\n\0\v=>/\"']*")
_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")
_QUOTED = {b'"': re.compile(rb'"([^"\0]*)'), b"'": re.compile(rb"'([^'\0]*)")}
_REFERENCE = re.compile(rb"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {b"lt": b"<", b"gt": b">", b"amp": b"&", b"quot": b'"'}
TAGS = frozenset(b"a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote".split())


class MarkupRefused(ValueError):
    """The markup cannot be read; the message says where, in TDLib's words."""


class Tag(NamedTuple):
    """A start tag: its attributes, the last of each name, and where it ends."""

    name: str
    attributes: dict[bytes, bytes]
    end: int


def decoded(raw: bytes) -> bytes:
    """Return the bytes with the references Telegram knows replaced by their characters."""
    return _REFERENCE.sub(_character, raw) if b"&" in raw else raw


def _character(match: re.Match[bytes]) -> bytes:
    decimal, hexadecimal, name = match.groups()
    if name is not None:
        return _NAMED[name]
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    # Longer ones, NUL and the last code point stay as they are written (run: tdjson).
    if code == 0 or code >= 0x10FFFF or len(match[0].removesuffix(b";")) >= 10:
        return match[0]
    return chr(code).encode(errors="surrogatepass")


def read_tag(source: bytes, begin: int) -> Tag:
    """Read the start tag at `begin`."""
    end = _end(_NAME, source, begin + 1)
    if source[end] == 0:
        raise MarkupRefused(f"Unclosed start tag at byte offset {begin}")
    raw = source[begin + 1 : end].lower()
    name = raw.decode(errors="replace")
    if raw not in TAGS:
        raise MarkupRefused(f'Unsupported start tag "{name}" at byte offset {begin}')
    attributes: dict[bytes, bytes] = {}
    at = _end(_BLANK, source, end)
    while source[at : at + 1] != b">":
        key, value, at = _attribute(source, begin, name, at)
        attributes[key] = value
    return Tag(name, attributes, at + 1)


def _attribute(source: bytes, begin: int, tag: str, start: int) -> tuple[bytes, bytes, int]:
    at = _end(_ATTRIBUTE, source, start)
    key = source[start:at]
    if not key:
        raise MarkupRefused(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
    at = _end(_BLANK, source, at)
    if source[at : at + 1] == b"=":
        at = _end(_BLANK, source, at + 1)
    elif source[at] != 0:
        return key, b"", at
    if source[at] == 0:
        raise MarkupRefused(f'Unclosed start tag "{tag}" at byte offset {begin}')
    value, at = _value(source, at)
    if source[at] == 0:
        raise MarkupRefused(f"Unclosed start tag at byte offset {begin}")
    return key, value, _end(_BLANK, source, at)


def _value(source: bytes, at: int) -> tuple[bytes, int]:
    quote = source[at : at + 1]
    if quote in _QUOTED:
        match = _QUOTED[quote].match(source, at)
        end = match.end() if match else at
        return decoded(source[at + 1 : end]), end + (source[end] != 0)
    end = _end(_TOKEN, source, at)
    if source[end : end + 1] not in b" \t\r\n\0\v>":
        raise MarkupRefused(f"Unexpected end of name token at byte offset {at}")
    return source[at:end].lower(), end


def _end(pattern: re.Pattern[bytes], source: bytes, at: int) -> int:
    match = pattern.match(source, at)
    return match.end() if match else at

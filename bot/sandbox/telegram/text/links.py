"""Which addresses Telegram takes for links, and how it writes them (checked against TDLib in the tests)."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl

_SCHEME = re.compile(r"[^:/?#@\[\]]*")
_HOST_PART = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=:\u0080-\U0010ffff]|%[0-9A-Fa-f]{2})*")
_OWN_SCHEMES = ("tg", "tonsite", "ton")
_USER_LINK = re.compile(r"tg:(?://)?user/?\?([^#]*)")
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


class BadLink(ValueError):
    """The address is no link; the message says why in TDLib's words."""


class _Address(NamedTuple):
    protocol: str
    user: str
    host: str
    port: int
    path: str


@lru_cache(maxsize=1024)
def checked_link(link: str) -> str:
    """Return the link as Telegram writes it, or raise `BadLink`."""
    lower = link.translate(_LOWER)
    for scheme in _OWN_SCHEMES:
        if lower.startswith(f"{scheme}:"):
            return _own_link(scheme, link[len(scheme) + 1 :].removeprefix("//"))
    address = _parsed(link)
    if "." not in address.host and not address.host.startswith("["):
        raise BadLink("Wrong HTTP URL")
    user = f"{address.user}@" if address.user else ""
    port = f":{address.port}" if address.port else ""
    return f"{address.protocol}://{user}{address.host}{port}{address.path}"


def mentioned_user(link: str) -> int:
    """Return the user a `tg://user?id=` link means, 0 where it means none."""
    match = _USER_LINK.fullmatch(link.translate(_LOWER).partition("#")[0])
    if match is None:
        return 0
    number = dict(reversed(parse_qsl(match[1], keep_blank_values=True))).get("id", "")
    user = int(number) if number.isascii() and number.isdigit() else 0
    return user if user < 1 << 40 else 0


def _own_link(scheme: str, rest: str) -> str:
    address = _parsed(rest)
    if rest.translate(_LOWER).startswith("http://") or address.protocol == "https":
        raise BadLink(f"Wrong {scheme} URL")
    if address.user or address.port or address.host.startswith("["):
        raise BadLink(f"Wrong {scheme} URL")
    if not re.fullmatch(r"[a-z0-9_\-.]*" if scheme == "tonsite" else r"[a-z0-9_\-]*", address.host):
        raise BadLink("Unallowed characters in URL host")
    path = address.path[1:] if address.path.startswith("/?") else address.path
    return f"{scheme}://{address.host}{path}"


def _parsed(link: str) -> _Address:
    protocol, rest = _protocol(link)
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    before_port, port = _split_port(rest[:end])
    user, _, host = before_port.rpartition("@")
    host = host.translate(_LOWER)
    _check_host(host)
    _check_part(user, "userinfo")
    return _Address(protocol, user, host, port, _path(rest[end:]))


def _protocol(link: str) -> tuple[str, str]:
    match = _SCHEME.match(link)
    scheme = match[0] if match else ""
    if not link.startswith("://", len(scheme)):
        return "http", link
    if scheme.translate(_LOWER) not in {"http", "https"}:
        raise BadLink("Unsupported URL protocol")
    return scheme.translate(_LOWER), link[len(scheme) + 3 :]


def _split_port(place: str) -> tuple[str, int]:
    at = max(place.rfind(mark) for mark in ":]@")
    if at <= 0 or place[at] != ":":
        return place, 0
    digits = place[at + 1 :]
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits) <= 65535:
        raise BadLink("Wrong port number specified in the URL")
    return place[:at], int(digits)


def _check_host(host: str) -> None:
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise BadLink("Wrong IPv6 address specified in the URL") from None
        return
    if not host:
        raise BadLink("URL host is empty")
    if host == "." or ":" in host:
        raise BadLink("Host is invalid" if host == "." else "Disallowed character in URL host")
    _check_part(host, "host")


def _check_part(part: str, name: str) -> None:
    match = _HOST_PART.match(part)
    end = match.end() if match else 0
    if end < len(part):
        raise BadLink(
            f"Wrong percent-encoded symbol in URL {name}" if part[end] == "%" else f"Disallowed character in URL {name}"
        )


def _path(path: str) -> str:
    path = path.rstrip(" \t\r\n\0\v")
    path = path if path.startswith("/") else f"/{path}"
    return "".join(f"%{ord(one):02X}" if one <= " " else one for one in path)

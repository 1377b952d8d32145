"""The forms that the store's address may have, and the passwords in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from urllib.parse import SplitResult

SERVERS = {"redis", "rediss"}
SENTINELS = {"redis+sentinel", "rediss+sentinel"}
SECRETS = ("sentinel_password", "ssl_password")
OPTIONS = {"db", "client_name"}
OF_TLS = {"ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_password", "ssl_cert_reqs", "ssl_check_hostname"}
OF_SENTINELS = {"sentinel_username", "sentinel_password"}


def redis_url(url: str) -> str:
    """Return the address; raises `ValueError` with what to do, which does not repeat it: it may hold a password."""
    try:
        parts, hosts = split(url)
        is_known = _is_known(parts, hosts)
    except ValueError:  # of the port
        raise ValueError("has a port that is no number from 1 to 65535") from None
    if not is_known:
        raise ValueError("must look like redis://host:6379/0, rediss://host:6379/0 or unix:///path")
    if parts.scheme in SENTINELS and not re.fullmatch(r"/[^/]+(/\d*)?", parts.path):
        raise ValueError("must name the master, as in redis+sentinel://host:26379,host2:26379/name/0")
    if parts.scheme in SERVERS and not re.fullmatch(r"/?\d*", parts.path):
        raise ValueError("must end with the number of a database, as in redis://host:6379/0")
    if problem := _option_problem(parts):
        raise ValueError(problem)
    return url


def split(url: str) -> tuple[SplitResult, list[str]]:
    """Return the address with its first host alone, and all hosts with their ports: Sentinels are named together.

    `urlsplit` has no word for several, and refuses them, since security releases of 2025, where one is in brackets.
    Raises `ValueError` as it does.
    """
    scheme, mark, rest = url.partition("://")
    place = re.split("[/?#]", rest, maxsplit=1)[0]
    account, at, hosts = place.rpartition("@")
    several = hosts.split(",") if scheme in SENTINELS else [hosts]
    return urlsplit(f"{scheme}{mark}{account}{at}{several[0]}{rest[len(place) :]}"), several


def passwords_in(url: str) -> Iterator[str]:
    """Yield what must never be shown of an address: each password as it is written and as it is meant."""
    parts, _ = split(url)
    if parts.password:
        yield parts.password
        yield unquote(parts.password)
    for name, _, value in (word.partition("=") for word in parts.query.split("&")):
        if name in SECRETS and value:
            yield value
            yield unquote(value)


def _is_known(parts: SplitResult, hosts: Sequence[str]) -> bool:
    if parts.scheme == "unix":
        return bool(parts.path)
    return parts.scheme in SERVERS | SENTINELS and all(map(_is_host, hosts))


def _is_host(place: str) -> bool:
    """Return whether there is a host in `host:port`; raises `ValueError` for its port."""
    parts = urlsplit(f"//{place}")
    return (parts.port or 1) > 0 and bool(parts.hostname)


def _option_problem(parts: SplitResult) -> str:
    """Return what is wrong with the part behind the question mark; redis-py would stumble over it much later."""
    given = parse_qs(parts.query, keep_blank_values=True)
    known = OPTIONS | (OF_TLS if parts.scheme.startswith("rediss") else set())
    known |= OF_SENTINELS if parts.scheme in SENTINELS else set()
    if unknown := sorted(set(given) - known):
        return f"has an option {unknown[0]!r}; {parts.scheme}:// knows {', '.join(sorted(known))}"
    if not re.fullmatch(r"\d+", given.get("db", ["0"])[0]):
        return "has an option 'db' that is no number"
    return ""

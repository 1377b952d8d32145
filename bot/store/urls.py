"""Makes the client that an address asks for: one server, by TCP, TLS or socket, or the master that Sentinels name."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from redis.asyncio import Redis
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import ExponentialBackoff
from redis.exceptions import ReadOnlyError

from bot.core.errors import StoreError
from config.redis_url import split

FILES = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
SENTINEL_PORT = 26379
SENTINEL_PATIENCE = 1.0  # seconds for each Sentinel; where one host of three is gone, the next is asked


def client_of(url: str) -> Any:
    """Return a client, not yet connected; Any, because redis-py's types can't say that answers come decoded.

    Raises `StoreError` for a file named in the address that is not there: the library's own error does not name it.
    A server that was made a replica meanwhile says READONLY: the connection is closed and another made, which leads to
    the new master where the address is a name, a proxy or Sentinels.
    """
    for name, (file, *_) in parse_qs(split(url)[0].query).items():
        if name in FILES and not Path(file).is_file():
            raise StoreError(f"REDIS_URL: {name}: {file} is not there; name the file as this machine has it")
    settings: dict[str, Any] = {
        "decode_responses": True,
        "retry": Retry(ExponentialBackoff(cap=0.2, base=0.01), 3),
        "retry_on_error": [ReadOnlyError],
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
        "health_check_interval": 0,
    }
    if "+sentinel://" in url:
        return _master(url, settings)
    return Redis.from_url(url, **settings)


async def close(client: Any) -> None:
    """Close every connection of the client, those to Sentinels too."""
    await client.aclose()
    sentinel = getattr(client.connection_pool, "sentinel_manager", None)
    if sentinel is not None:
        await sentinel.aclose()


def _master(url: str, settings: dict[str, Any]) -> Any:
    """Return a client that asks the Sentinels for the master whenever it connects.

    `redis+sentinel://user:password@host:26379,host2:26379/name/0`: user and password are the servers', as everywhere;
    the Sentinels' own are `?sentinel_username=` and `?sentinel_password=`. With `rediss+sentinel` both speak TLS.
    """
    parts, hosts = split(url)
    account = parts.netloc.rpartition("@")[0]
    _, name, *database = parts.path.split("/")
    asked: dict[str, Any] = dict(parse_url(f"redis://{account}@-/{''.join(database)}?{parts.query}"))
    del asked["host"]
    sentinels = {"password": asked.pop("sentinel_password", None), "username": asked.pop("sentinel_username", None)}
    shared = {key: value for key, value in asked.items() if key.startswith("ssl_")}
    if parts.scheme == "rediss+sentinel":
        shared["ssl"] = asked["ssl"] = True
    sentinel = Sentinel(  # type: ignore[no-untyped-call]  # redis-py has no types for it
        [_address(host) for host in hosts],
        sentinel_kwargs={
            **sentinels,
            **shared,
            "decode_responses": True,
            "retry": Retry(ExponentialBackoff(cap=0.05, base=0.01), 1),
            "socket_timeout": SENTINEL_PATIENCE,
            "socket_connect_timeout": SENTINEL_PATIENCE,
        },
        **(settings | asked),
    )
    return sentinel.master_for(unquote(name))


def _address(host: str) -> tuple[str, int]:
    parts = urlsplit(f"//{host}")
    return parts.hostname or "", parts.port or SENTINEL_PORT

"""One conditional request for a feed, within limits of size, time and redirects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from aiohttp import ClientConnectorError, ClientError, ClientPayloadError, TooManyRedirects
from yarl import URL

from bot.sources.feed.hub import hub_among
from bot.sources.feed.wishes import freshness, retry_after

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

    from bot.sources.feed.hub import Hub

MOST = 10 * 2**20  # bytes of a feed, unpacked
_REDIRECTS = 5
_PERMANENT = frozenset((301, 308))
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)


class Unreachable(Exception):
    """The feed was not to be had; `pause` is for how many seconds the server asks to be left alone."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server recognizes its last answer by."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of a request that wants an answer only where it is a new one."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said; `body` is None where it has nothing new.

    `address` is where the feed was found, `moved_to` where it is to be asked for from now on. `floor` is for how
    many seconds a further request would bring the same.
    """

    body: bytes | None
    content_type: str
    address: str
    moved_to: str
    validators: Validators
    floor: float
    hub: Hub | None


async def fetch(session: ClientSession, address: str, validators: Validators, *, must_be_new: bool = False) -> Answer:
    """Ask for the feed; `must_be_new` asks caches on the way to do the same. Raises `Unreachable`."""
    headers = {"Accept": _ACCEPT, **validators.headers} | ({"Cache-Control": "no-cache"} if must_be_new else {})
    try:
        async with session.get(address, headers=headers, max_redirects=_REDIRECTS) as response:
            if response.status == 304 and validators.headers:
                return _answer(response, address, None)
            if response.status != 200:
                raise _refusal(response)
            return _answer(response, address, await _body(response))
    except (ClientError, OSError, ValueError) as error:  # a redirect to no address is a ValueError
        raise Unreachable(_words(error)) from error


async def _body(response: ClientResponse) -> bytes:
    """Return the answer's body, unpacked piece by piece, so that one that never ends costs no more than its limit."""
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > MOST:
            raise Unreachable(f"it is larger than {MOST // 2**20} MiB")
    return bytes(body)


def _answer(response: ClientResponse, address: str, body: bytes | None) -> Answer:
    return Answer(
        body=body,
        content_type=response.headers.get("Content-Type", ""),
        address=str(response.url),
        moved_to=_moved_to(response, address),
        validators=Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")),
        floor=freshness(response.headers),
        hub=hub_among((relations, str(link["url"])) for relations, link in response.links.items()),
    )


def _moved_to(response: ClientResponse, address: str) -> str:
    """Return where permanent redirects lead, as far as they come before any other."""
    hops = [*response.history, response]
    for before, after in pairwise(hops):
        if before.status not in _PERMANENT:
            break
        address = str(after.url)
    return address


def _refusal(response: ClientResponse) -> Unreachable:
    pause = retry_after(response.headers, datetime.now(UTC)) if response.status in {429, 503} else None
    remedy = "; it is gone for good: take it out of the settings" if response.status == 410 else ""
    return Unreachable(f"{response.url.host} answers {response.status} {response.reason}{remedy}", pause)


def _words(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "there was no whole answer in time"
        case TooManyRedirects():
            return f"it is redirected more than {_REDIRECTS} times"
        case ClientConnectorError():
            return f"no connection to {error.host}: {error.os_error.strerror or error.os_error}"
        case ClientPayloadError():
            return f"the answer broke off or can't be unpacked ({str(error).partition(chr(10))[0]})"
        case _:
            return str(error) or type(error).__name__


def shown(address: str) -> str:
    """Return the address without the name and password that may stand in it."""
    url = URL(address)
    return str(url.with_user(None)) if url.user or url.password else address

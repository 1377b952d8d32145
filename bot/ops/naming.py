"""By which names pages are shown that only this machine reaches: a site in a browser must not pose as this machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from aiohttp.typedefs import Middleware


def by_address(paths: Iterable[str]) -> Middleware:
    """Return a middleware that shows what is below `paths` to those who ask by a number or by `localhost`.

    A site whose name comes to mean this machine (DNS rebinding) can read what its visitor's browser reaches, and has to
    ask by its own name.
    """
    below = tuple(paths)

    @web.middleware
    async def check(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.path.startswith(below) and not is_own(request.headers.get("Host", "")):
            raise web.HTTPForbidden(text="Ask for this page at 127.0.0.1; a proxy passes that on as Host.\n")
        return await handler(request)

    return check


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", "localhost."}


def is_own(host: str) -> bool:
    """Return whether a Host header is a number, or the name that no server of names gives away."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        ip_address(name)
    except ValueError:
        return host.rpartition(":")[0] == "localhost" or host == "localhost"
    return True

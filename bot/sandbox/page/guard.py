"""Keeps the page to itself: nothing from outside is loaded, and no other site may act through a visitor's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web
from yarl import URL

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Give a response the page's headers; runs as `on_response_prepare`, so that errors and streams have them too."""
    response.headers.update(HEADERS)


@web.middleware
async def own_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a POST that another site's page sent.

    Browsers name the sender in `Origin`; requiring JSON besides makes them ask first (a preflight nobody answers).
    """
    if request.method == "POST":
        origin = request.headers.get("Origin")
        if origin is not None and URL(origin).host_port_subcomponent != request.host:
            raise web.HTTPForbidden(text="Only the sandbox's own page may do this.")
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="Send JSON, as application/json.")
    return await handler(request)

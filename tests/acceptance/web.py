"""The site's web server, as it is before and after a build."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class SiteServer:
    """Answers 404 for everything that is not `built`; `asked` has what it was asked for, method and path."""

    def __init__(self) -> None:
        self.built: set[str] = set()
        self.to_head = 405
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        """Say whether the page is there; HEAD is a question this server does not know."""
        self.asked.append((request.method, request.path))
        if request.method == "HEAD":
            return web.Response(status=self.to_head)
        return web.Response(status=200 if request.path in self.built else 404)


@asynccontextmanager
async def a_site_server() -> AsyncIterator[SiteServer]:
    """Run it for as long as the block lasts."""
    server = SiteServer()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        await runner.cleanup()

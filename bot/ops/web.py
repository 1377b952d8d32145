"""The bot's web server: whether it lives, and whether it can do its work."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.ops import rubbish
from bot.ops.callers import HELD, IDLE, Callers
from bot.ops.metrics import CONTENT_TYPE
from bot.ops.naming import by_address, is_loopback
from bot.ops.together import Together

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from aiohttp.typedefs import Middleware

HOMES: Final = ("/sandbox/", "/console/")


def application(
    reasons: Callable[[], Awaitable[Sequence[str]]],
    pages: Mapping[str, web.Application],
    doors: Mapping[str, web.Application],
    metrics: Callable[[], Awaitable[bytes]] | None = None,
    guards: Sequence[Middleware] = (),
) -> web.Application:
    """Return the application; `reasons` says why the bot is not ready, `pages` and `doors` are mounted by path.

    Pages are for people, doors for programs, such as a site's build that tells of a new post. `metrics` returns what
    Prometheus reads, and `guards` stand before everything.
    """
    standing = Together(reasons)

    async def healthz(_: web.Request) -> web.Response:
        """Answer, which proves that the event loop turns."""
        return web.json_response({"status": "ok"})

    async def readyz(_: web.Request) -> web.Response:
        """Answer 200 when store, platforms and sources are up, else 503 with the reasons."""
        found = list(await standing())
        return web.json_response({"ready": not found, "reasons": found}, status=503 if found else 200)

    async def home(_: web.Request) -> web.Response:
        """Lead to the sandbox or the console, else to the first page there is."""
        raise web.HTTPFound(next((one for one in HOMES if one in pages), next(iter(pages), "/readyz")))

    app = web.Application(middlewares=guards)
    app.router.add_get("/", home)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    if metrics:
        app.router.add_get("/metrics", partial(_show, Together(metrics)))
    for path in pages:  # before the pages themselves, which would take it for one that they don't have
        app.router.add_get(path.rstrip("/"), partial(_complete, path))
    for path, mounted in {**pages, **doors}.items():
        app.add_subapp(path, mounted)
    return app


async def _complete(path: str, _: web.Request) -> web.Response:
    """Lead to the page whose address was typed without its last stroke."""
    raise web.HTTPFound(path)


async def _show(metrics: Callable[[], Awaitable[bytes]], _: web.Request) -> web.Response:
    """Answer with what Prometheus reads."""
    return web.Response(body=await metrics(), headers={"Content-Type": CONTENT_TYPE})


class AddressUnusable(OSError):
    """The address to listen on is another program's, or not this machine's; the message says what to do."""


@asynccontextmanager
async def serve(
    host: str,
    port: int,
    reasons: Callable[[], Awaitable[Sequence[str]]],
    pages: Mapping[str, web.Application],
    doors: Mapping[str, web.Application],
    *,
    metrics: Callable[[], Awaitable[bytes]] | None = None,
    guards: Sequence[Middleware] = (),
    callers: Callers | None = None,
) -> AsyncIterator[None]:
    """Serve the application for as long as the block lasts; raises `AddressUnusable`.

    Without `guards` of their own, pages on a loopback address are shown to those who ask by that address.
    """
    rubbish.leave_out()
    callers = callers or Callers()
    by_name = [by_address(["/metrics"] if guards else [*pages, "/metrics"])] if is_loopback(host) else []
    app = application(reasons, pages, doors, metrics, (callers.middleware, *by_name, *guards))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, keepalive_timeout=IDLE, read_bufsize=HELD)
    await runner.setup()
    try:
        listening = await _listen(runner, callers, host, port)
        try:
            yield
        finally:
            listening.close()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, callers: Callers, host: str, port: int) -> asyncio.Server:
    assert runner.server is not None, "it is set up first"  # noqa: S101 - the order of two calls above
    try:
        return await asyncio.get_running_loop().create_server(
            partial(callers.protocol, runner.server), host, port, backlog=128
        )
    except OSError as error:
        # A failed bind's own text repeats the address; a name that can't be resolved has a negative number.
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise AddressUnusable(f"{host}:{port} can't be used: {why}; set HTTP_ADDRESS to another address") from error

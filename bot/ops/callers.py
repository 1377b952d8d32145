"""How long whoever calls the web server may take, and how many may at once: nobody blocks it by dawdling."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

IDLE = 75.0  # seconds a connection may stay without a request: longer than proxies keep theirs, which close first


class Callers:
    """The limits: seconds until the head of a first request is there, seconds for a body, connections at once.

    aiohttp has limits of size (8 KB for a header, 128 headers, 1 MiB for a body), and none of time.
    """

    def __init__(self, *, head: float = 10.0, body: float = 20.0, most: int = 500) -> None:
        self._head = head
        self._body = body
        self._most = most
        self._silent: dict[object, asyncio.TimerHandle] = {}

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Answer 408 where the body does not come in; what an answer costs in time is the answerer's matter."""
        if timer := self._silent.pop(request.protocol, None):
            timer.cancel()
        if not request.can_read_body:
            return await handler(request)
        late = asyncio.get_running_loop().call_later(self._body, _give_up, request)
        try:
            return await handler(request)
        except TimeoutError as error:
            if error is not request.content.exception():
                raise
            raise web.HTTPRequestTimeout from None
        finally:
            late.cancel()

    def protocol(self, server: web.Server) -> asyncio.Protocol:
        """Return what speaks with the next caller."""
        if len(server.connections) >= self._most:
            return _Refusal()
        caller = server()
        self._silent[caller] = asyncio.get_running_loop().call_later(self._head, self._hang_up, caller)
        return caller

    def _hang_up(self, caller: web.RequestHandler) -> None:
        self._silent.pop(caller, None)
        caller.force_close()


class _Refusal(asyncio.Protocol):
    """Speaks with nobody."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Close at once."""
        transport.close()


def _give_up(request: web.Request) -> None:
    """Let whoever reads the body be told that it did not come, unless it has."""
    if not request.content.is_eof():
        request.content.set_exception(TimeoutError())
        request.protocol.close()

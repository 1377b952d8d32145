"""How long whoever calls the web server may take, and how many may at once: nobody blocks it by dawdling."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

IDLE = 75.0  # seconds a connection may stay without a request: longer than proxies keep theirs, which close first
HELD: Final = 16 * 1024  # bytes of a body that are held while nobody reads them
PIECE: Final = 4 * 1024  # that are taken from a connection at a time: asyncio would take 256 KiB, or 5,000 questions
SMALL: Final = 64 * 1024  # bytes of a body that costs no more than its connection does


class Callers:
    """The limits: seconds until the head of a first request is there, for a body and for taking an answer; connections.

    aiohttp has limits of size (8 KB for a header, 128 headers, 1 MiB for a body), and none of time. Of `large` bodies
    so many come in at once and the others wait: whoever has no secret must not fill the memory.
    """

    def __init__(
        self, *, head: float = 10.0, body: float = 20.0, answer: float = 30.0, most: int = 500, large: int = 32
    ) -> None:
        self._head = head
        self._body = body
        self._answer = answer
        self._most = most
        self._room = asyncio.Semaphore(large)
        self._silent: dict[object, asyncio.TimerHandle] = {}
        self._slow: set[object] = set()

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Answer 408 where the body does not come in; what an answer costs in time is the answerer's matter."""
        if timer := self._silent.pop(request.protocol, None):
            timer.cancel()
        if not request.can_read_body:
            return await handler(request)
        async with self._room_for(request):
            late = asyncio.get_running_loop().call_later(self._body, _give_up, request)
            try:
                return await handler(request)
            except web.RequestPayloadError:
                raise web.HTTPBadRequest(text="The body is not coded as the headers say.") from None
            except TimeoutError as error:
                if error is not request.content.exception():
                    raise
                raise web.HTTPRequestTimeout from None
            finally:
                late.cancel()
                if (end := request.content.exception()) is not None:
                    end.__traceback__ = None  # its frames have what came of the body, and it may be long until it goes

    def protocol(self, server: web.Server) -> asyncio.Protocol:
        """Return what speaks with the next caller."""
        if len(server.connections) >= self._most:
            return _Refusal()
        caller, loop = server(), asyncio.get_running_loop()
        self._silent[caller] = loop.call_later(self._head, self._hang_up, caller)
        loop.call_later(self._answer, self._look_at, caller)
        loop.call_soon(loop.call_soon, _take_little, caller)  # it has no connection before the loop's next turn
        return caller

    @asynccontextmanager
    async def _room_for(self, request: web.Request) -> AsyncIterator[None]:
        """Wait until a large body may come in; it has its place until it is there, or the answer is."""
        if request.content_length is not None and request.content_length <= SMALL:
            yield
            return
        try:
            async with asyncio.timeout(self._body):
                await self._room.acquire()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"}) from None
        places = [self._room]
        leave = partial(_leave, places)
        request.content.on_eof(leave)
        try:
            yield
        finally:
            leave()

    def _look_at(self, caller: web.RequestHandler) -> None:
        """Look again and again whether an answer waits to be taken, and hang up where one waited the last time, too."""
        had_waited = caller in self._slow
        self._slow.discard(caller)
        if caller.transport is None:
            return
        if caller.transport.get_write_buffer_size() > 0:
            if had_waited:
                caller.transport.abort()
                return
            self._slow.add(caller)
        asyncio.get_running_loop().call_later(self._answer, self._look_at, caller)

    def _hang_up(self, caller: web.RequestHandler) -> None:
        self._silent.pop(caller, None)
        caller.force_close()


class _Refusal(asyncio.Protocol):
    """Speaks with nobody."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Close at once."""
        transport.close()


def _take_little(caller: web.RequestHandler) -> None:
    """Take little of a connection at a time, where the event loop lets one choose: hundreds of callers add up."""
    if (connection := caller.transport) is not None and hasattr(connection, "max_size"):
        connection.max_size = PIECE


def _leave(places: list[asyncio.Semaphore]) -> None:
    """Give the place back, once."""
    if places:
        places.pop().release()


def _give_up(request: web.Request) -> None:
    """Let whoever reads the body be told that it did not come, unless it has."""
    if not request.content.is_eof():
        request.content.set_exception(TimeoutError())
        request.protocol.close()

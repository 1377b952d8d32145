"""Callers who dawdle, and callers without end."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import tracemalloc
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.ops.callers import Callers
from bot.ops.web import serve
from tests.acceptance.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def _ready() -> list[str]:
    return []


def _door() -> web.Application:
    async def hear(request: web.Request) -> web.Response:
        return web.Response(text=f"{len(await request.read())} bytes")

    door = web.Application()
    door.router.add_post("", hear)
    return door


@asynccontextmanager
async def _serving(callers: Callers) -> AsyncIterator[int]:
    port = free_port()
    async with serve("127.0.0.1", port, _ready, {}, {"/hooks/a": _door()}, callers=callers):
        yield port


async def _said(port: int, words: bytes) -> bytes:
    """Return all that is answered to the words until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(words)
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    "words", [b"", b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "], ids=["nothing", "half a head"]
)
async def test_slow_head(words: bytes) -> None:
    """Whoever never comes to the end of the headers is hung up on."""
    async with _serving(Callers(head=0.1)) as port:
        assert await _said(port, words) == b""


@pytest.mark.parametrize("length", [b"Content-Length: 100", b"Transfer-Encoding: chunked"], ids=["told", "chunked"])
async def test_slow_body(length: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A body that does not come in is answered 408, on a connection that ends with it, and is no fault of ours."""
    head = b"POST /hooks/a HTTP/1.1\r\nHost: a\r\n" + length + b"\r\n\r\n"
    with caplog.at_level(logging.DEBUG):
        async with _serving(Callers(body=0.1)) as port:
            assert (await _said(port, head)).startswith(b"HTTP/1.1 408 ")
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_answer_not_taken() -> None:
    """Whoever asks and asks and never takes the answers is hung up on: a few hundred such would leave no room."""
    asking = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 1000
    with socket.socket() as caller:
        caller.setblocking(False)  # noqa: FBT003 - the library has it so
        async with _serving(Callers(answer=0.1)) as port, asyncio.timeout(20):
            loop = asyncio.get_running_loop()
            await loop.sock_connect(caller, ("127.0.0.1", port))
            with suppress(ConnectionError):
                while True:
                    await loop.sock_sendall(caller, asking)


async def test_answer_taken_slowly() -> None:
    """Whoever takes what is answered is served, however many looks it lasts."""
    asking = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    async with _serving(Callers(answer=0.01)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(20):
            writer.write(asking)
            assert await reader.readuntil(b'ok"}')
            await asyncio.sleep(0.005)
        writer.close()


async def test_many_large_bodies() -> None:
    """Of large bodies a few come in at once and the others wait, in vain if it must be; small ones never do."""
    head = b"POST /hooks/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    large, small = head % 100_000 + b"a" * 100_000, head % 3 + b"abc"
    async with _serving(Callers(large=1, body=0.3)) as port:
        _, dawdler = await asyncio.open_connection("127.0.0.1", port)
        dawdler.write(large[:-1])
        await dawdler.drain()
        async with asyncio.timeout(10):
            while b" 503 " not in await _said(port, large):  # the other side has to see the first come
                pass
            assert (await _said(port, small)).endswith(b"3 bytes")
            while not (await _said(port, large)).endswith(b"100000 bytes"):  # and be tired of it
                pass
        dawdler.close()


async def test_broken_off() -> None:
    """Of bodies that break off nothing is left: a few hundred such would fill the memory before it is tidied up."""
    taken = ended = 0

    async def hear(request: web.Request) -> web.Response:
        nonlocal taken, ended
        body = bytearray()
        try:
            async for piece in request.content.iter_any():
                body += piece
                taken += len(piece)
        finally:
            ended += 1
        return web.Response()

    door = web.Application()
    door.router.add_post("", hear)
    port = free_port()
    head = b"POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
    async with serve("127.0.0.1", port, _ready, {}, {"/hooks/a": door}), asyncio.timeout(20):
        gc.collect()
        gc.disable()
        tracemalloc.start()
        try:
            writers = [(await asyncio.open_connection("127.0.0.1", port))[1] for _ in range(10)]
            for writer in writers:
                writer.write(head + b"a" * 900_000)
            while taken < 9_000_000:  # noqa: ASYNC110 - the other side has to take them
                await asyncio.sleep(0.01)
            for writer in writers:
                writer.close()
            while ended < 10:  # noqa: ASYNC110 - and to see that no more comes
                await asyncio.sleep(0.01)
            assert tracemalloc.get_traced_memory()[0] < 3_000_000
        finally:
            tracemalloc.stop()
            gc.enable()


@pytest.mark.parametrize(
    "words",
    [b"GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n",
     b"POST /hooks/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
     b"POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"],
    ids=["address", "chunks", "packed", "packed for nobody"],
)  # fmt: skip
async def test_rubbish(words: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """What is no HTTP is refused and not logged: whoever sends it must not wake an operator, nor fill a disk."""
    async with _serving(Callers()) as port:
        assert (await _said(port, words)).split()[1] in {b"400", b"404"}
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_left(caplog: pytest.LogCaptureFixture) -> None:
    """Who leaves before a stream begins, as a browser does that goes on to another page, is no mistake of the bot's."""
    begun, ended = asyncio.Event(), asyncio.Event()

    async def stream(request: web.Request) -> web.StreamResponse:
        begun.set()
        while request.transport is not None:  # noqa: ASYNC110 - the library sets none
            await asyncio.sleep(0.001)
        response = web.StreamResponse()
        try:
            await response.prepare(request)
        finally:
            ended.set()
        return response

    page = web.Application()
    page.router.add_get("/", stream)
    port = free_port()
    async with serve("127.0.0.1", port, _ready, {"/live/": page}, {}), asyncio.timeout(10):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        await begun.wait()
        writer.close()
        await ended.wait()
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_body_in_time() -> None:
    """A body that comes in is read, however its answer takes."""
    async with _serving(Callers()) as port:
        head = b"POST /hooks/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"
        assert (await _said(port, head)).endswith(b"3 bytes")


async def test_too_many() -> None:
    """Of more callers than there is room for the last is turned away, and is served when there is room again."""
    request = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    async with _serving(Callers(most=1)) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        async with asyncio.timeout(5):
            while await _said(port, request) != b"":  # noqa: ASYNC110 - the other side has to see the first come
                await asyncio.sleep(0.005)
            writer.close()
            while b"200 OK" not in await _said(port, request):  # noqa: ASYNC110 - and go
                await asyncio.sleep(0.005)


@pytest.mark.parametrize(
    "head",
    [b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 10_000 + b"\r\n\r\n",
     b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(200)) + b"\r\n"],
    ids=["line", "header", "headers"],
)  # fmt: skip
async def test_large_head(head: bytes) -> None:
    """A head without end is refused, and not kept."""
    async with _serving(Callers()) as port:
        assert (await _said(port, head)).startswith(b"HTTP/1.0 400 ")


async def test_large_body() -> None:
    """A door that sets no limit of its own has the server's: a mebibyte."""
    large = b"a" * (1024 * 1024 + 1)
    head = b"POST /hooks/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(large)
    async with _serving(Callers()) as port:
        assert (await _said(port, head + large)).startswith(b"HTTP/1.1 413 ")

"""Health over HTTP."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp import web

from bot.ops.web import AddressUnusable, serve
from tests.acceptance.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping


async def _get(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}", allow_redirects=False) as answer,
    ):
        return answer.status, answer.headers.get("Location") or await answer.text()


def _page() -> Mapping[str, web.Application]:
    async def index(_: web.Request) -> web.Response:
        return web.Response(text="the page")

    page = web.Application()
    page.router.add_get("/", index)
    return {"/sandbox/": page}


async def test_health() -> None:
    """/healthz answers as long as the loop turns, /readyz gives the reasons with 503 until there are none."""
    reasons = ["telegram: the token is refused"]

    async def why() -> list[str]:
        return reasons

    port = free_port()
    async with serve("127.0.0.1", port, why, {}, {}):
        assert await _get(port, "/healthz") == (200, '{"status": "ok"}')
        assert await _get(port, "/readyz") == (503, '{"ready": false, "reasons": ["telegram: the token is refused"]}')
        reasons.clear()
        assert await _get(port, "/readyz") == (200, '{"ready": true, "reasons": []}')
        assert (await _get(port, "/nothing"))[0] == 404


async def test_home() -> None:
    """It leads to the sandbox, else the console, else readiness; a page is found without its last stroke."""
    port = free_port()
    async with serve("127.0.0.1", port, _ready, {}, {}):
        assert await _get(port, "/") == (302, "/readyz")
    async with serve("127.0.0.1", port, _ready, _page(), {}):
        assert await _get(port, "/") == (302, "/sandbox/")
        assert await _get(port, "/sandbox/") == (200, "the page")
        assert await _get(port, "/sandbox") == (302, "/sandbox/")
    async with serve("127.0.0.1", port, _ready, {"/preview/": web.Application(), "/console/": web.Application()}, {}):
        assert await _get(port, "/") == (302, "/console/")


async def test_crowd() -> None:
    """Of a crowd that asks for health and metrics the store is asked a few times, and each gets what is so by then."""
    asked = 0

    async def why() -> list[str]:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.05)
        return [str(asked)]

    async def numbers() -> bytes:
        return "".join(await why()).encode()

    port = free_port()
    async with serve("127.0.0.1", port, why, {}, {}, metrics=numbers):
        async with asyncio.TaskGroup() as tasks:
            for path in ["/readyz", "/metrics"] * 50:
                tasks.create_task(_get(port, path))
        assert asked < 20
        before = asked
        assert await _get(port, "/metrics") == (200, str(before + 1))


async def test_address_in_use() -> None:
    """An address that another program has is named, with the setting to change."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressUnusable) as caught:
            async with serve("127.0.0.1", port, _ready, {}, {}):
                pass
    expected = f"127.0.0.1:{port} can't be used: Address already in use; set HTTP_ADDRESS to another address"
    assert str(caught.value) == expected


async def test_foreign_address() -> None:
    """An address that is not this machine's is told as such."""
    with pytest.raises(AddressUnusable, match=r"^203\.0\.113\.1:8080 can't be used: "):
        async with serve("203.0.113.1", 8080, _ready, {}, {}):
            pass


async def _ready() -> list[str]:
    return []


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:1", 200), ("localhost:1", 200), ("localhost", 200), ("[::1]:1", 200), ("evil.example:1", 403),
     ("localhost.evil.example", 403), ("127.0.0.1.evil.example", 403), ("", 403), ("[", 403)],
)  # fmt: skip
async def test_rebinding(host: str, status: int) -> None:
    """A site that lets its own name mean this machine sees no page of it, but programs may call by any name."""
    port = free_port()
    async with serve("127.0.0.1", port, _ready, _page(), {}), aiohttp.ClientSession() as session:
        for path, expected in (("/sandbox/", status), ("/readyz", 200)):
            async with session.get(f"http://127.0.0.1:{port}{path}", headers={"Host": host}) as answer:
                assert answer.status == expected

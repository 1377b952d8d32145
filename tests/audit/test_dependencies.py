"""The audit of what the bot is made of, asked of an advisory service of our own, which speaks OSV's protocol."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from tests.acceptance.conftest import free_port
from tests.audit.__main__ import LOCK, audit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.audit


@asynccontextmanager
async def advisories(bad: str = "", *, status: int = 200) -> AsyncIterator[str]:
    """Serve what OSV would (doc: POST /v1/query), one advisory about `bad`; gives the address."""

    async def query(request: web.Request) -> web.Response:
        asked: dict[str, Any] = await request.json()
        if asked["package"]["name"] != bad:
            return web.json_response({}, status=status)
        advisory = {
            "id": "OSV-1",
            "summary": "bad",
            "affected": [
                {
                    "package": {"name": bad, "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
                }
            ],
        }
        return web.json_response({"vulns": [advisory]})

    app = web.Application()
    app.router.add_post("/v1/query", query)
    runner, port = web.AppRunner(app, access_log=None), free_port()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}/v1/query"
    finally:
        await runner.cleanup()


async def _audited(url: str, lock: Path = LOCK) -> tuple[int, str]:
    return await asyncio.to_thread(audit, lock, "--osv-url", url)


async def test_good() -> None:
    """Where nothing is known of any package, all is well, and how many were looked at is told."""
    async with advisories() as url:
        code, said = await _audited(url)
    assert code == 0
    assert "No known vulnerability among the " in said
    assert int(said.split("among the ")[1].split()[0]) > 30


async def test_bad() -> None:
    """A package with a known vulnerability is named with the version that mends it, and the check fails."""
    async with advisories("aiohttp") as url:
        code, said = await _audited(url)
    assert code == 1
    assert "aiohttp" in said
    assert "OSV-1, mended in 99.0" in said


async def test_nobody_there() -> None:
    """Where the service can't be reached, that is said aloud, and the check goes on."""
    code, said = await _audited(f"http://127.0.0.1:{free_port()}/v1/query")
    assert code == 0
    assert said.startswith("NOT AUDITED: ")


async def test_out_of_order() -> None:
    """A service that fails is told the same way: it knows nothing against us."""
    async with advisories(status=503) as url:
        code, said = await _audited(url)
    assert (code, said[:12]) == (0, "NOT AUDITED:")


async def test_no_question(tmp_path: Path) -> None:
    """A lock file that can't be read is our own mistake, and no answer."""
    (tmp_path / "none.lock").write_text("aiohttp\n", encoding="utf-8")
    code, said = await _audited("http://127.0.0.1:9/", tmp_path / "none.lock")
    assert code == 2
    assert said.startswith("none.lock can't be audited: ")

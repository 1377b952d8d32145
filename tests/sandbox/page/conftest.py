"""The page with both services behind it, and a browser's plain HTTP in front."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, web

from bot.sandbox.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from pathlib import Path

    from aiohttp import ClientResponse

SITE = "https://newsdao.kr"
PICTURE = b"\x89PNG\r\n\x1a\n and then pixels"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a site's folder with a picture and a file that is none."""
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "시장.png").write_bytes(PICTURE)
    (folder / "_config.yml").write_text(f'title: 속보\nurl: "{SITE}"\n', encoding="utf-8")
    return folder


@pytest.fixture
async def sandbox(tmp_path: Path, site: Path) -> AsyncIterator[Sandbox]:
    """Give a running sandbox that publishes by writing a file."""

    def publish() -> str:
        (site / "post.md").write_text("---\ntitle: 속보\n---\n", encoding="utf-8")
        return "post.md"

    built = Sandbox(tmp_path / "data", publish=publish, web={SITE: site})
    await built.start()
    yield built
    await built.stop()


@pytest.fixture
async def visitor(sandbox: Sandbox) -> AsyncIterator[ClientSession]:
    """Give an HTTP client at the page's address."""
    async with served(sandbox) as session:
        yield session


@asynccontextmanager
async def served(sandbox: Sandbox) -> AsyncIterator[ClientSession]:
    """Serve the sandbox's page below `/sandbox/`, as the bot does, and give a client of it."""
    app = web.Application()
    app.add_subapp("/sandbox/", sandbox.page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}/sandbox/") as session:
            yield session
    finally:
        await runner.cleanup()


async def done(request: Awaitable[ClientResponse]) -> ClientResponse:
    """Return a request's answer with its body read, so that its connection is free again."""
    response = await request
    await response.read()
    return response

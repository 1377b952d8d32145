"""The preview page over two sites, and a browser's plain HTTP in front."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, web

from bot.editor.page.application import application
from tests.editor.editor import Editor
from tests.sandbox.page.events import Events

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Give the first site, without posts."""
    (tmp_path / "site").mkdir()
    return Editor(tmp_path / "site")


@pytest.fixture
def other(tmp_path: Path) -> Editor:
    """Give the second site, at another address."""
    (tmp_path / "other").mkdir()
    editor = Editor(tmp_path / "other")
    editor.write("_config.yml", "url: https://other.kr\n")
    return editor


@pytest.fixture
async def visitor(editor: Editor, other: Editor) -> AsyncIterator[ClientSession]:
    """Give an HTTP client at the page's address."""
    app = web.Application()
    app.add_subapp("/preview/", application([editor.root, other.root], ()))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}/preview/") as session:
            yield session
    finally:
        await runner.cleanup()


@asynccontextmanager
async def watching(visitor: ClientSession, **query: str) -> AsyncIterator[Events]:
    """Give the page's stream behind its first event, which names the sites."""
    async with visitor.get("changes", params=query) as response:
        assert response.content_type == "text/event-stream"
        events = Events(response.content)
        kind, content = await events.next()
        assert (kind, content) == ("sites", {"origins": {"https://newsdao.kr": 0, "https://other.kr": 1}})
        yield events

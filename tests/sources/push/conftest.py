"""A push source behind a real web server, a watcher that records what is pushed, and a store over Valkey."""

from __future__ import annotations

import asyncio
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.pace import Pace
from bot.ops.web import serve
from bot.pipeline.watcher import Watcher
from bot.sources.push.source import PushSource
from bot.store.store import open_store
from tests.acceptance.conftest import free_port
from tests.servers import BINARIES, a_server
from tests.sources.push.caller import SECRET, Caller

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from bot.core.post import Post
    from bot.store.store import Store

PREVIOUS = "the secret before it"


class Newsdesk:
    """A bot's side of pushes: `source` at `url`, watched into `store`."""

    def __init__(self, source: PushSource, url: str, store: Store) -> None:
        self.source = source
        self.url = url
        self.store = store

    @property
    def caller(self) -> Caller:
        """Return somebody who has the secret."""
        return Caller(self.url)

    async def posts(self) -> Sequence[Post]:
        """Return what was recorded, newest first."""
        return await self.store.archive.latest(1000)


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """Give the URL of a running Valkey."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as address:
        yield address


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """Give a store that shares its keys with nobody."""
    async with open_store(url, Path(), "me", Pace({}), prefix=f"{{{uuid.uuid4().hex}}}") as opened:
        yield opened


@pytest.fixture
async def unwatched(store: Store) -> AsyncIterator[Newsdesk]:
    """Give a newsdesk whose source nobody watches yet."""
    source, port = PushSource("push", "/publish", [SECRET, PREVIOUS], store.replays), free_port()
    async with serve("127.0.0.1", port, _ready, {}, source.doors):
        yield Newsdesk(source, f"http://127.0.0.1:{port}/publish", store)


@pytest.fixture
async def desk(unwatched: Newsdesk) -> AsyncIterator[Newsdesk]:
    """Give a newsdesk at work."""
    watcher = a_watcher(unwatched)
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watcher.run())
        async with asyncio.timeout(20):
            while watcher.trouble:  # noqa: ASYNC110 - watched from outside
                await asyncio.sleep(0.01)
        yield unwatched
        watching.cancel()


def a_watcher(desk: Newsdesk) -> Watcher:
    """Return a watcher of the newsdesk's source, as every process has one."""
    return Watcher(desk.source, desk.store.ledger, clock=lambda: datetime.now(UTC), is_alone=False)


async def _ready() -> list[str]:
    return []

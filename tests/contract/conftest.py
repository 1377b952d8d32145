"""The store over each kind of server, every test in a corner of its own."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.core.delivery import Kind, Platform
from bot.core.pace import Pace, Rate, Rest
from bot.store.store import Store, open_store
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

RESTS = {(Platform.TELEGRAM, Kind.PRIVATE): Rest(30.0), (Platform.TELEGRAM, Kind.GROUP): Rest(30.0, burst=2)}
UNHURRIED = Pace({platform: Rate(100_000) for platform in Platform}, RESTS)


@pytest.fixture(scope="session", params=list(BINARIES))
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the URL of a running server, of each kind in turn."""
    binary = BINARIES[request.param]
    if binary is None:
        pytest.skip(f"no {request.param}-server on this machine: install it to test the store on it")
    with a_server(binary) as address:
        yield address


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """Give a store that shares its keys with nobody, its wake channel listened to."""
    corner = f"{{{uuid.uuid4().hex}}}"
    async with open_store(url, Path(), "me", UNHURRIED, prefix=corner) as opened, asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(opened.wake.run())
        yield opened
        listening.cancel()


@pytest_asyncio.fixture
async def other(store: Store, url: str) -> AsyncIterator[Store]:
    """Give the same store as another process sees it."""
    async with open_store(url, Path(), "other", UNHURRIED, prefix=store.connection.prefix) as opened:
        yield opened

"""Several bots between both services and one server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.many.company import Company, Services
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
def url() -> Iterator[str]:
    """Give the address of a server."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as address:
        yield address


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a few hundred chats."""
    async with Services(chats=300, channels=90) as running:
        yield running


@pytest.fixture
async def company(services: Services, url: str, tmp_path: Path) -> AsyncIterator[Company]:
    """Give a company that has no bot yet."""
    async with Company(tmp_path, services, url) as founded:
        yield founded
        assert not (founded.data / "store").exists()

"""An embedded server whose start is given up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.store.embedded import EmbeddedServer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("turns", range(1, 4))
async def test_given_up(tmp_path: Path, turns: int) -> None:
    """However far the start has come when it is given up, it ends, and the folder is free again."""
    async with asyncio.timeout(8):
        async with asyncio.TaskGroup() as group:
            starting = group.create_task(EmbeddedServer(tmp_path).launch())
            for _ in range(turns):
                await asyncio.sleep(0)
            starting.cancel()
        async with EmbeddedServer(tmp_path) as server:
            assert server.trouble == ""

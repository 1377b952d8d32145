"""A command opens the store beside a bot, or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.errors import StoreError
from bot.core.pace import Pace
from bot.store import attached
from bot.store.attached import attach_store, is_locked
from bot.store.store import open_store
from tests.builders import a_post

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["data", "long" * 30])
async def test_beside_a_bot(name: str, tmp_path: Path) -> None:
    """It uses the embedded server of a bot that runs, however long the folder's path, and leaves it running."""
    folder = tmp_path / name
    async with open_store(None, folder, "me", Pace({})) as store:
        async with attach_store(None, folder) as beside:
            await beside.ledger.record("site", [], quiet=[a_post()])
            assert not beside.is_embedded
        assert await store.archive.latest(1) == [a_post()]


async def test_alone(tmp_path: Path) -> None:
    """Where no bot runs, it starts the server for the moment, on what the last bot left."""
    async with open_store(None, tmp_path, "me", Pace({})) as store:
        await store.ledger.record("site", [], quiet=[a_post()])
    async with attach_store(None, tmp_path) as alone:
        assert await alone.archive.latest(1) == [a_post()]
        assert is_locked(tmp_path / "store")
    assert not is_locked(tmp_path / "store")


async def test_url(url: str, tmp_path: Path) -> None:
    """With the address of a server it uses that one, and makes no folder."""
    async with attach_store(url, tmp_path / "data", prefix="{attached}") as store:
        await store.connection.ping()
    assert not (tmp_path / "data").exists()


async def test_silent_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a bot has the folder open and its server never answers, the error names the folder."""
    monkeypatch.setattr(attached, "PATIENCE", 0.2)
    async with open_store(None, tmp_path, "me", Pace({})):
        (tmp_path / "store" / "address").unlink()
        with pytest.raises(StoreError, match=r"store open, but its store does not answer"):
            async with attach_store(None, tmp_path):
                pass

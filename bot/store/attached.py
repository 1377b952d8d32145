"""Opens the store for a command, beside a bot that may have it open."""

from __future__ import annotations

import asyncio
import fcntl
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.core.pace import Pace
from bot.store.connection import Connection
from bot.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store.store import Store

PATIENCE = 10.0  # seconds for an embedded server that is about to start, or to end


@asynccontextmanager
async def attach_store(url: str | None, folder: Path, prefix: str = "{sokbo}") -> AsyncIterator[Store]:
    """Give the store at `url`, or the embedded one over `folder`; raises `StoreError`.

    A bot that runs on the embedded one is not disturbed; where none does, the server is started for as long as the
    block lasts.
    """
    address = url or await _running(folder / "store")
    async with open_store(address, folder, f"command-{os.getpid()}", Pace({}), prefix=prefix) as store:
        yield store


def is_locked(folder: Path) -> bool:
    """Return whether a bot, or a command, has the embedded store in this folder open."""
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # there is none yet, or it can't be read: opening the store says so
        return False
    return False


async def _running(folder: Path) -> str | None:
    """Return the address of the server that runs over the folder, None where none does."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while is_locked(folder):
        address = _address(folder)
        if address and await _answers(address):
            return address
        if asyncio.get_running_loop().time() > deadline:
            raise StoreError(f"a bot has {folder} open, but its store does not answer; look at its log")
        await asyncio.sleep(0.05)
    return None


def _address(folder: Path) -> str:
    try:
        return (folder / "address").read_text(encoding="utf-8")
    except OSError:
        return ""


async def _answers(address: str) -> bool:
    connection = Connection(address, "")
    try:
        await connection.ping()
    except StoreError:
        return False
    finally:
        await connection.close()
    return True

"""A gateway session ends when it is told to, also where the library forgets that it was."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress

import pytest

from bot.platforms.discord.gateway import to_its_end


async def test_forgotten_cancellation() -> None:
    """A session that forgets a cancellation, as Python 3.11's `wait_for` may, is told again until it ends."""
    begun, told = asyncio.Event(), 0

    async def session() -> None:
        nonlocal told
        begun.set()
        for _ in range(2):
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            told += 1
        await asyncio.Event().wait()

    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        holding = tasks.create_task(to_its_end(session()))
        await begun.wait()
        holding.cancel()
    assert holding.cancelled()
    assert told == 2


async def test_failure() -> None:
    """What a session gives up with comes out as it is."""

    async def session() -> None:
        await asyncio.sleep(0)
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError, match="gone"):
        await to_its_end(session())


async def test_fails_while_it_ends() -> None:
    """A session that fails when it is told to end leaves no complaint behind."""
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    begun = asyncio.Event()

    async def session() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ConnectionError("gone") from None

    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        holding = tasks.create_task(to_its_end(session()))
        await begun.wait()
        holding.cancel()
    assert holding.cancelled()
    del holding
    gc.collect()
    assert complaints == []

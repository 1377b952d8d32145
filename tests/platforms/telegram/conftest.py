"""The Telegram adapter beside the sandbox's Bot API server, and small helpers around both."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.platforms.telegram.connection import TelegramConnection, connect
from bot.sandbox.telegram import Limits, TelegramService
from tests.platforms.telegram.desk import RecordingDesk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TOKEN = "7:sandbox-token"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramService]:
    """Give a running service, without limits of pace, with a channel, a group, and readers who differ in language."""
    limits = Limits(per_second=None, private_per_second=None, group_per_minute=None)
    service = TelegramService(token=TOKEN, limits=limits)
    service.add_channel(-1001, "속보", "sokbo_news")
    service.add_group(-2001, "편집국", [1001])
    service.add_private(1001, "지민", "ko")
    service.add_private(1002, "Alex", "en-GB")
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
async def connection(telegram: TelegramService) -> AsyncIterator[TelegramConnection]:
    """Give the adapter connected to the service, with a short patience for answers."""
    async with connect(TOKEN, api_url=telegram.url, read_timeout=0.5) as connected:
        yield connected


@pytest.fixture
def desk() -> RecordingDesk:
    """Give a desk that answers with what it heard."""
    return RecordingDesk()


@asynccontextmanager
async def listening(connection: TelegramConnection, desk: RecordingDesk) -> AsyncIterator[None]:
    """Let the connection listen for as long as the block lasts."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(connection.listener.listen(desk))
        yield
        task.cancel()


async def until(is_so: Callable[[], bool], *, seconds: float = 5.0) -> None:
    """Return as soon as the claim holds; raises TimeoutError where it never does."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 -- what is claimed may stand on either side of the wire
            await asyncio.sleep(0.005)

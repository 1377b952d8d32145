"""A sandbox with one chat of each kind, and the real python-telegram-bot connected to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession
from telegram import Bot

from bot.sandbox.telegram import Limits, TelegramService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

CHANNEL, PERSON, OTHER, GROUP, SUPERGROUP = -1001, 1001, 1002, -2001, -1002000000001
UNLIMITED = Limits(per_second=None, per_second_paid=None, private_per_second=None, group_per_minute=None)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def furnish(service: TelegramService) -> TelegramService:
    """Add the chats that every test knows."""
    service.add_channel(CHANNEL, "속보", "sokbo_news")
    service.add_private(PERSON, "민지", "ko")
    service.add_private(OTHER, "Jane", "en")
    service.add_group(GROUP, "편집국", [PERSON])
    service.add_group(SUPERGROUP, "Readers", [PERSON, OTHER], topics=[7])
    return service


def client(service: TelegramService) -> Bot:
    """Return the library's own client with its own requests."""
    return Bot(service.token, base_url=f"{service.url}/bot", base_file_url=f"{service.url}/file/bot")


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, for some seconds at most."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - the service under test has no event for it
            await asyncio.sleep(0.001)


async def refusal(service: TelegramService, method: str, given: dict[str, Any]) -> tuple[int, str]:
    """Call a method as no library would, and return the status and words it is refused with."""
    async with ClientSession() as session:
        answer = await session.post(f"{service.url}/bot{service.token}/{method}", json=given)
        said = await answer.json()
    return answer.status, said["description"]


@pytest.fixture
def clock() -> Clock:
    """Give the monotonic clock of the limits."""
    return Clock(1000.0)


@pytest.fixture
def wall() -> Clock:
    """Give the clock that dates messages."""
    return Clock(1_800_000_000.0)


@pytest.fixture
async def telegram(clock: Clock, wall: Clock) -> AsyncIterator[TelegramService]:
    """Give a running service without limits."""
    service = furnish(TelegramService(limits=UNLIMITED, clock=clock, wall=wall))
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
async def paced(clock: Clock, wall: Clock) -> AsyncIterator[TelegramService]:
    """Give a running service with Telegram's limits."""
    service = furnish(TelegramService(clock=clock, wall=wall))
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
async def bot(telegram: TelegramService) -> AsyncIterator[Bot]:
    """Give a client of the service without limits."""
    async with client(telegram) as one:
        yield one

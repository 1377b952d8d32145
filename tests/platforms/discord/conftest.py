"""The Discord adapter beside the sandbox's Discord, and small helpers around both."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Channel, Kind, Platform
from bot.core.post import Alert, Level
from bot.platforms.discord import DiscordConnection, connect
from bot.sandbox.discord import DiscordService
from tests.platforms.discord.desk import RecordingDesk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TOKEN = "sandbox.discord.token"
GUILD, TEXT, MANAGER, READER = 2000, 2001, 3001, 3002
CHANNEL = Channel(platform=Platform.DISCORD, address=str(TEXT), kind=Kind.GROUP)


def alert(headline: str = "정부, 새 대책 발표") -> Alert:
    """Return an alert with this headline."""
    return Alert(
        headline=headline,
        excerpt="정부가 오늘 새 대책을 발표했다.",
        link="https://news.example/2026/11/measures.html",
        image=None,
        level=Level.NORMAL,
        published_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        categories=("정치",),
    )


@pytest.fixture
async def service() -> AsyncIterator[DiscordService]:
    """Give a running Discord with one server, one channel, a manager who reads Korean and a reader who does not."""
    discord = DiscordService(token=TOKEN)
    discord.add_guild(GUILD, "소식")
    discord.add_text(TEXT, GUILD, "속보")
    discord.add_member(MANAGER, GUILD, "지민", may_manage=True, locale="ko")
    discord.add_member(READER, GUILD, "Alex", locale="en-GB")
    await discord.start()
    yield discord
    await discord.stop()


@pytest.fixture
async def connection(service: DiscordService) -> AsyncIterator[DiscordConnection]:
    """Give the adapter connected to it, with a short patience for answers."""
    async with connect(TOKEN, api_url=service.url, gateway_url=service.gateway_url, read_timeout=0.5) as connected:
        yield connected


@pytest.fixture
def desk() -> RecordingDesk:
    """Give a desk that answers with what it heard."""
    return RecordingDesk()


@asynccontextmanager
async def listening(connection: DiscordConnection, desk: RecordingDesk) -> AsyncIterator[asyncio.Task[None]]:
    """Let the connection listen for as long as the block lasts."""
    task = asyncio.create_task(connection.listener.listen(desk))  # noqa: TID251 -- it ends with the block
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task})


async def until(is_so: Callable[[], bool], *, seconds: float = 8.0) -> None:
    """Return as soon as the claim holds; raises TimeoutError where it never does."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 -- what is claimed may stand on either side of the wire
            await asyncio.sleep(0.005)


def is_online(service: DiscordService) -> bool:
    """Return whether the bot holds a gateway session and is connected to it."""
    return any(session.connection for session in service._hub._sessions.values())

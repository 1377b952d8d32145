"""The whole bot between a newsroom and a town."""

from __future__ import annotations

import asyncio
import random
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot import app
from config.settings import Settings
from tests.acceptance.newsroom import HASTE, Newsroom
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, Town, a_town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """Give both chat services."""
    async with a_town() as there:
        yield there


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site without posts."""
    return Newsroom(tmp_path / "site")


@pytest.fixture
def settings(town: Town, newsroom: Newsroom, tmp_path: Path) -> Settings:
    """Give settings for the town and the newsroom, three channels subscribed."""
    return Settings.model_validate(
        {
            "telegram_token": town.telegram.token,
            "telegram_api_url": town.telegram.url,
            "discord_token": town.discord.token,
            "discord_api_url": town.discord.url,
            "discord_gateway_url": town.discord.gateway_url,
            "site": newsroom.folder,
            "data_dir": tmp_path / "data",
            "http_address": f"127.0.0.1:{free_port()}",
            "channels": [
                {"platform": "telegram", "address": CHANNEL},
                {"platform": "telegram", "address": JIMIN, "kind": "private"},
                {"platform": "discord", "address": NEWS},
            ],
            **HASTE,
            "pace": {"telegram_private_seconds": 0, "telegram_group_per_minute": 60_000},
            "levels": [{"level": "breaking", "title_prefix": "[속보]"}],
        }
    )


@asynccontextmanager
async def running(settings: Settings, *, but_for: str = "", **changes: Any) -> AsyncIterator[None]:
    """Run the bot for as long as the block lasts, from when it is ready, `but_for` reasons that hold these words."""
    settings = settings.model_copy(update=changes)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        bot = tasks.create_task(app.run(settings, stop))
        try:
            await _until_ready(settings, bot, but_for)
            yield
        finally:
            stop.set()


async def readiness(settings: Settings) -> list[str]:
    """Return why the bot is not ready, nothing when it is."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{settings.http_address}/readyz") as answer:
        body = await answer.json()
        assert body["ready"] == (answer.status == 200) == (not body["reasons"])
        reasons: list[str] = body["reasons"]
        return reasons


async def _until_ready(settings: Settings, bot: asyncio.Task[None], but_for: str) -> None:
    async with asyncio.timeout(20):
        while not bot.done():
            try:
                reasons = await readiness(settings)
            except aiohttp.ClientConnectionError:
                reasons = ["not there yet"]
            if all(but_for and but_for in reason for reason in reasons):
                return
            await asyncio.sleep(0.01)


def free_port() -> int:
    """Return a port that nobody listens on, of those that the kernel gives to nobody who asks for any."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port

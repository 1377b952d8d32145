"""A whole bot between both platforms, one post, and what its operator reads meanwhile."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from structlog.testing import capture_logs

from config.settings import Settings
from tests.acceptance.conftest import free_port, readiness, running
from tests.acceptance.newsroom import HASTE, Newsroom
from tests.faults.sides import NEIGHBOUR, DiscordSide, TelegramSide

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence
    from pathlib import Path

    from bot.sandbox.faults import Fault
    from tests.faults.sides import Side

PATIENCE = 20.0


class Stage:
    """Both platforms, a newsroom, the settings that connect them, and the `log` of the bot that runs."""

    def __init__(self, folder: Path, telegram: Sequence[str], discord: Sequence[str]) -> None:
        self.telegram, self.discord = TelegramSide(telegram), DiscordSide(discord)
        self.newsroom = Newsroom(folder / "site")
        self.log: list[Any] = []
        self._folder = folder

    @property
    def sides(self) -> tuple[Side, Side]:
        """Return both platforms."""
        return self.telegram, self.discord

    @property
    def settings(self) -> Settings:
        """Return settings by which every chat is subscribed and nothing but the platform sets the pace."""
        channels = [{"platform": side.name, "address": one} for side in self.sides for one in side.addresses.values()]
        return Settings.model_validate(
            {
                "telegram_token": self.telegram.service.token,
                "telegram_api_url": self.telegram.service.url,
                "discord_token": self.discord.service.token,
                "discord_api_url": self.discord.service.url,
                "discord_gateway_url": self.discord.service.gateway_url,
                "site": self.newsroom.folder,
                "data_dir": self._folder / "data",
                "http_address": f"127.0.0.1:{free_port()}",
                "channels": channels,
                "levels": [{"level": "breaking", "title_prefix": "[속보]"}],
                **HASTE,
                "pace": {"telegram_per_second": 1000, "telegram_group_per_minute": 60_000},
            }
        )

    @asynccontextmanager
    async def playing(self, *, but_for: str = "", **changes: Any) -> AsyncIterator[Settings]:
        """Run the bot; give its settings."""
        settings = self.settings.model_copy(update=changes)
        with capture_logs() as self.log:
            async with running(settings, but_for=but_for):
                yield settings

    def events(self, address: str = "", **fields: object) -> set[str]:
        """Return the names of what was logged, of one channel where an address is given, with these fields."""
        return self.read(address, "event", **fields)

    def read(self, address: str, field: str, **fields: object) -> set[str]:
        """Return what one field of the log said."""
        return {
            line[field]
            for line in self.log
            if field in line
            and str(line.get("channel", "")).endswith(f":{address}" if address else "")
            and fields.items() <= line.items()
        }

    def shows(self, word: str) -> bool:
        """Return whether every chat without a fault shows the word, once."""
        return all(count(side.texts(NEIGHBOUR), word) == 1 for side in self.sides)


@asynccontextmanager
async def a_stage(folder: Path, telegram: Sequence[str] = (), discord: Sequence[str] = ()) -> AsyncIterator[Stage]:
    """Run both platforms, each with a chat for every name and one more."""
    stage = Stage(folder, telegram, discord)
    async with AsyncExitStack() as stack:
        for side in stage.sides:
            await side.service.start()
            stack.push_async_callback(side.service.stop)
        yield stage


async def wait(is_so: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Return as soon as the claim holds, or False when it does not in time: the row's own test says so better."""
    deadline = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.02)
    return True


async def trouble(settings: Settings, word: str) -> str:
    """Return the first reason with the word for which the bot is not ready; raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for reason in await readiness(settings):
                if word in reason:
                    return reason
            await asyncio.sleep(0.02)


def count(texts: Iterable[str], word: str) -> int:
    """Count the texts that hold the word."""
    return sum(word in text for text in texts)


def are_met(faults: Iterable[Fault]) -> bool:
    """Return whether every fault was met as often as it was to be."""
    return all(fault.times == 0 for fault in faults)

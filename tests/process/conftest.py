"""A bot in a process of its own, between a newsroom and a town."""

from __future__ import annotations

from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import pytest

from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import HASTE_IN_TOML, Newsroom
from tests.acceptance.town import CHANNEL, NEWS, Town, a_town
from tests.process.bot import a_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from tests.process.bot import BotProcess

SETTINGS = f"""\
[[channels]]
platform = "telegram"
address = "{CHANNEL}"

[[channels]]
platform = "discord"
address = "{NEWS}"

[[levels]]
level = "breaking"
title_prefix = "[속보]"
"""


class Starter(Protocol):
    """Runs the bot."""

    def __call__(self, *arguments: str, **variables: object) -> AbstractAsyncContextManager[BotProcess]:
        """Run `python -m bot run`, or with these arguments; the variables are for this run, "" is not set."""


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """Give both chat services."""
    async with a_town() as there:
        yield there


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site with one post of old, so that the bot says when it has looked."""
    site = Newsroom(tmp_path / "site")
    site.publish("old", "지난 기사")
    return site


@pytest.fixture
def variables(town: Town, newsroom: Newsroom, tmp_path: Path) -> dict[str, str]:
    """Give the environment of a bot that serves the town."""
    settings = tmp_path / "sokbo.toml"
    settings.write_text(SETTINGS + HASTE_IN_TOML, encoding="utf-8")
    return {
        "CONFIG": str(settings),
        "TELEGRAM_TOKEN": town.telegram.token,
        "TELEGRAM_API_URL": town.telegram.url,
        "DISCORD_TOKEN": town.discord.token,
        "DISCORD_API_URL": town.discord.url,
        "DISCORD_GATEWAY_URL": town.discord.gateway_url,
        "SITE": str(newsroom.folder),
        "DATA_DIR": str(tmp_path / "data"),
        "HTTP_ADDRESS": f"127.0.0.1:{free_port()}",
    }


@pytest.fixture
def start(variables: dict[str, str], town: Town, tmp_path: Path) -> Iterator[Starter]:
    """Give a way to run the bot; whatever it printed and logged in the test must hold no token."""
    numbers = count(1)

    def run(*arguments: str, **changes: object) -> AbstractAsyncContextManager[BotProcess]:
        changed = {name: str(value) for name, value in changes.items()}
        return a_bot(tmp_path / f"{next(numbers)}.output", variables | changed, *(arguments or ("run",)))

    yield run
    printed = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.output"))
    assert printed
    assert town.telegram.token not in printed
    assert town.discord.token not in printed


@asynccontextmanager
async def outage(town: Town) -> AsyncIterator[None]:
    """Let nobody reach either service for as long as the block lasts; afterwards they are where they were."""
    ports = [urlsplit(service.url).port or 0 for service in (town.telegram, town.discord)]
    await town.telegram.stop()
    await town.discord.stop()
    try:
        yield
    finally:
        await town.telegram.start(port=ports[0])
        await town.discord.start(port=ports[1])

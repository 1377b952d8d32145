"""What befalls the bot while an alert is on its way to hundreds of chats."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import HASTE_IN_TOML
from tests.many.company import Services, events, until, variables
from tests.process.bot import a_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.acceptance.newsroom import Newsroom

MANY = 100  # messages after which something befalls it; most are still to come


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a few hundred chats."""
    async with Services(chats=300, channels=90) as running:
        yield running


@pytest.fixture
def variables_of_all(services: Services, newsroom: Newsroom, tmp_path: Path) -> dict[str, str]:
    """Give the environment of a bot that serves every chat."""
    return variables(tmp_path, services) | {
        "SITE": str(newsroom.folder),
        "DATA_DIR": str(tmp_path / "data"),
        "HTTP_ADDRESS": f"127.0.0.1:{free_port()}",
    }


async def test_mistaken_settings(
    services: Services, newsroom: Newsroom, variables_of_all: dict[str, str], tmp_path: Path
) -> None:
    """SIGHUP over a file with a mistake tells its line, and every chat of the old settings gets the alert, once."""
    async with a_bot(tmp_path / "output", variables_of_all, "run") as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: len(services.telegram.accepted) > MANY, lambda: bot.output)
        settings, draft = Path(variables_of_all["CONFIG"]), tmp_path / "draft.toml"
        draft.write_text(f"announce_newest = 0\nbrak = 1\n{HASTE_IN_TOML}", encoding="utf-8")  # nor any channel
        draft.rename(settings)
        bot.tell(signal.SIGHUP)
        await bot.says("settings.mistaken")
        assert len(services.telegram.accepted) < len(services.chats)
        assert events(bot, "settings.mistaken")[0]["why"].startswith(f"{settings}:2: brak")
        await services.are_told()
        assert await bot.told_to_stop() == 0
    assert set(services.on_telegram("광장")) == set(services.on_discord("광장")) == {1}
    assert events(bot, "settings.reloaded") == []

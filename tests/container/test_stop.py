"""The container stopped while an alert is on its way, as `docker compose restart` and every rollout do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.many.company import Services, events, until, variables
from tests.process.bot import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.acceptance.newsroom import Newsroom
    from tests.container.guest import Inn

pytestmark = [pytest.mark.container, pytest.mark.timeout(600)]  # the first test builds, the first time the base too


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a few hundred chats."""
    async with Services(chats=300, channels=150) as running:
        yield running


async def test_stopped(inn: Inn, services: Services, newsroom: Newsroom) -> None:
    """SIGTERM ends the bot within the grace time, and its successor sends the rest: no alert is lost or repeated."""
    environment = variables(inn.settings, services)
    async with inn.guest(environment) as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: len(services.telegram.accepted) > 50, lambda: bot.output)
        told = time.monotonic()
        assert await bot.told_to_stop() == 0, bot.output
        assert time.monotonic() - told < _grace()
        assert "bot.stopped" in bot.output
    sent = [len(service.accepted) for service in (services.telegram, services.discord)]
    assert sent[0] < len(services.chats)
    assert sent[1] < len(services.channels)
    async with inn.guest(environment) as bot:
        await services.are_told()
        newsroom.publish("b", "다음 기사")  # by then nothing of the first is under way any more
        await until(lambda: all(services.on_telegram("다음")) and all(services.on_discord("다음")), lambda: bot.output)
        assert await bot.told_to_stop() == 0, bot.output
        assert [events(bot, f"delivery.{word}") for word in ("taken_back", "held", "uncertain")] == [[], [], []]
    assert set(services.on_telegram("광장")) == set(services.on_discord("광장")) == {1}


def _grace() -> int:
    """Return how many seconds compose.yaml gives the bot before it is killed."""
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return int(compose["services"]["bot"]["stop_grace_period"].removesuffix("s"))

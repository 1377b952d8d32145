"""Telegram channels that the settings call by their @name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.channels import registrar
from bot.store.attached import attach_store
from tests.acceptance.conftest import running
from tests.acceptance.town import CHANNEL, JIMIN, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

BY_NAME = {"platform": "telegram", "address": "@newsdao_alerts"}


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let names be asked for again at once."""
    monkeypatch.setattr(registrar, "BEAT", 0.02)


async def test_name_and_number(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A channel that stands by its name in the settings and is subscribed by its number gets a story once."""
    named = type(settings).model_validate(settings.model_dump() | {"channels": [BY_NAME]})
    async with running(named):
        await found(named)
        await town.types(JIMIN, JIMIN, f"/subscribe@{CHANNEL}")
        newsroom.publish("one", "한 번만")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "한 번만")))
        newsroom.publish("one", "한 번만 고침")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "한 번만 고침")))
    assert len(lines(town.on_telegram(CHANNEL), "한 번만")) == 1


async def test_telegram_away(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A start while Telegram is away waits for no name; the channel's number is found when Telegram is back."""
    named = type(settings).model_validate(settings.model_dump() | {"channels": [BY_NAME]})
    port = int(town.telegram.url.rpartition(":")[2])
    await town.telegram.stop()
    async with running(named, but_for="telegram:"):
        newsroom.publish("early", "그래도 온다")
        await town.telegram.start(port=port)
        await found(named)
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "그래도 온다")))
    assert len(lines(town.on_telegram(CHANNEL), "그래도 온다")) == 1


async def found(settings: Settings) -> None:
    """Return as soon as the store knows the channel by its number alone."""
    async with attach_store(None, settings.data_dir) as store:
        ids: list[str] = []
        while ids != [f"telegram:{CHANNEL}"]:
            ids = [one.id for one in await store.roster.all()]

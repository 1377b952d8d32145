"""Telegram channels that the settings call by their @name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.channels import names, registrar
from bot.core import vigil
from bot.notices import lookout
from bot.store.attached import attach_store
from tests.acceptance.conftest import running
from tests.acceptance.town import CHANNEL, GROUP, JIMIN, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

BY_NAME = {"platform": "telegram", "address": "@newsdao_alerts"}
OTHER = -1009


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let names be asked for again at once."""
    monkeypatch.setattr(registrar, "BEAT", 0.02)
    monkeypatch.setattr(vigil, "SETTLED", 0.2)
    monkeypatch.setattr(lookout, "BEAT", 0.1)


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


async def test_taken(town: Town, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """That another channel took the name is told once, over a restart; alerts go on to the one that it meant."""
    monkeypatch.setattr(names, "EVERY", 0.1)
    chats = [{"platform": "telegram", "address": str(GROUP)}]
    named = type(settings).model_validate(settings.model_dump() | {"channels": [BY_NAME], "admin_chats": chats})
    town.telegram.add_channel(OTHER, "남의 채널", "newsdao_elsewhere", has_bot=False)
    async with running(named):
        await found(named)
        town.telegram.rename(OTHER, "newsdao_alerts")
        await until(lambda: bool(lines(told(town), "@newsdao_alerts 이름을 다른 채널이 씁니다")))
        assert f"it meant {CHANNEL}, and is {OTHER} now (남의 채널)" in told(town)[0]
    async with running(named):
        newsroom.publish("one", "원래 채널로")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "원래 채널로")))
        town.telegram.rename(CHANNEL, "newsdao_alerts")
        await until(lambda: bool(lines(told(town), "@newsdao_alerts 이름을 다시 원래 채널이 씁니다")))
    assert len(told(town)) == 2


async def test_remedied(town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the settings have the number in place of the name, that the name was taken is told as settled."""
    monkeypatch.setattr(names, "EVERY", 0.1)
    chats = [{"platform": "telegram", "address": str(GROUP)}]
    named = type(settings).model_validate(settings.model_dump() | {"channels": [BY_NAME], "admin_chats": chats})
    town.telegram.add_channel(OTHER, "남의 채널", "newsdao_elsewhere", has_bot=False)
    async with running(named):
        await found(named)
        town.telegram.rename(OTHER, "newsdao_alerts")
        await until(lambda: bool(lines(told(town), "다른 채널이 씁니다")))
    async with running(settings.model_copy(update={"admin_chats": named.admin_chats})):
        await until(lambda: bool(lines(told(town), "‘@newsdao_alerts’ 항목이 이제 설정에 없으므로")))


def told(town: Town) -> list[str]:
    """Return what the admin chat was told, without what keeps Telegram from making a mention of an @."""
    return [text.replace("\u2060", "") for text in town.on_telegram(GROUP)]


async def found(settings: Settings) -> None:
    """Return as soon as the store knows the channel by its number alone."""
    async with attach_store(None, settings.data_dir) as store:
        ids: list[str] = []
        while ids != [f"telegram:{CHANNEL}"]:
            ids = [one.id for one in await store.roster.all() if one.wishes]

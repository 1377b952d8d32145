"""A platform that refuses the token, and a channel that refuses the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from tests.acceptance.conftest import running
from tests.acceptance.drill.sheet import row
from tests.acceptance.town import CHANNEL, NEWS, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.drill.duty import Duty
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_token(platform: str, duty: Duty, town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A dead token stops its platform alone, which is told on the other one; a good one and a restart mend it."""
    said = row(f"A dead token: {platform.capitalize()}")
    dead = {f"{platform}_token": SecretStr("1:wrong")}
    async with running(settings, but_for=platform, **dead):
        await duty.sees(said)
        await duty.is_told(said.told)
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: len(town.on_discord(NEWS) if platform == "telegram" else town.on_telegram(CHANNEL)) == 1)
    async with running(settings):
        await duty.is_told(said.over)
        await duty.sees_all_well()
        await until(lambda: len(town.on_telegram(CHANNEL)) == len(town.on_discord(NEWS)) == 1)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_permission(platform: str, duty: Duty, town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A lost permission suspends its channel alone; given back, it gets the alerts from then on."""
    said = row(f"A lost permission: {platform.capitalize()}")
    async with running(settings):
        await until(lambda: town.discord.is_bot_online)
        take(town, platform)
        await duty.sees(said)
        await duty.is_told(said.told)
        newsroom.publish("missed", "그사이 기사")
        await until(lambda: len(town.on_telegram(CHANNEL)) + len(town.on_discord(NEWS)) == 1)
        give_back(town, platform)
        await duty.is_told(said.over)
        await duty.sees_all_well()
        newsroom.publish("next", "다음 기사")
        await until(lambda: len(town.on_telegram(CHANNEL)) + len(town.on_discord(NEWS)) == 3)


def take(town: Town, platform: str) -> None:
    """Take from the bot that it may write in the channel."""
    if platform == "telegram":
        town.telegram.demote(CHANNEL)
    else:
        town.discord.deny(NEWS, "send_messages")


def give_back(town: Town, platform: str) -> None:
    """Let the bot write in the channel again."""
    if platform == "telegram":
        town.telegram.promote(CHANNEL)
    else:
        town.discord.allow(NEWS, "send_messages")

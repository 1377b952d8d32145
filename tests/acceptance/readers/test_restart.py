"""What was sent before a restart of the bot still works after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Platform
from tests.acceptance.conftest import running
from tests.acceptance.readers.conftest import Reading
from tests.acceptance.town import until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town


@pytest.mark.parametrize("platform", Platform, ids=str)
async def test_restart(town: Town, newsroom: Newsroom, settings: Settings, platform: Platform) -> None:
    """A panel's and a list's buttons do after a restart what they say."""
    for number in range(1, 13):
        newsroom.publish(f"old-{number}", f"지난 기사 {number}")
    reading = Reading(town, newsroom, settings, platform)
    with reading.watching:
        reader, other = reading.newcomer(), reading.newcomer()
        async with running(settings, channels=[]):
            await until(lambda: bool(town.discord.state()["commands"]))
            await reader.say("latest")
            await reader.finds("다음 ▶")
            await other.say("settings")
            await other.finds("알림 설정")
        async with running(settings, channels=[]):
            await until(lambda: town.discord.is_bot_online)
            await reader.press("다음 ▶")
            await reader.finds("◀ 이전")
            await other.press("속보")
            await other.finds("✅ 속보")

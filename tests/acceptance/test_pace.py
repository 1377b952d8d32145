"""The pace as it is shipped, between services that count in true sliding windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram import Limits
from config.settings import PaceSettings
from tests.acceptance.conftest import running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, Town, a_town, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom


async def test_asked_while_alerts_go_out(newsroom: Newsroom, settings: Settings) -> None:
    """Alerts, a correction and answers to one reader come in turn; neither service refuses one for its pace."""
    async with a_town(Limits()) as town:
        there = {"telegram_api_url": town.telegram.url, "discord_api_url": town.discord.url}
        async with running(settings, **there, discord_gateway_url=town.discord.gateway_url, pace=PaceSettings()):
            for number in range(2):
                newsroom.publish(f"{number}", f"기사 {number}")
                await town.types(JIMIN, JIMIN, "/latest 1")
            await until(lambda: (_sent(town, CHANNEL), _sent(town, JIMIN)) == (2, 4), lambda: _sent(town, JIMIN))
            newsroom.publish("0", "고친 기사")
            for chat in (CHANNEL, JIMIN):
                await until(lambda chat=chat: bool(lines(town.on_telegram(chat), "고친 기사")))  # type: ignore[misc]
            await until(lambda: len(lines(town.on_discord(NEWS), "고친 기사")) == 1)
        statuses = {call.status for call in town.telegram.calls} | {call.status for call in town.discord.calls}
        assert 429 not in statuses


def _sent(town: Town, chat: int) -> int:
    """Count the messages that a chat on Telegram was sent."""
    return sum((call.name, call.chat, call.status) == ("sendMessage", str(chat), 200) for call in town.telegram.calls)

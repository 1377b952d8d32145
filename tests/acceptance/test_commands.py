"""Readers and managers ask, on both platforms alike."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from config.settings import ChannelSettings
from tests.acceptance.conftest import running
from tests.acceptance.town import ALEX, CHANNEL, GENERAL, GROUP, JIMIN, PATIENCE, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    """Give a newsroom that has published before."""
    for number, category in enumerate(("News", "Tech", "News", "Sports"), start=1):
        newsroom.put(f"old-{number}", f"---\ntitle: 지난 기사 {number}\ncategories: [{category}]\n---\n본문\n")
    return newsroom


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Give settings that name no channel."""
    return settings.model_copy(update={"channels": []})


@pytest.mark.parametrize("text", ["/latest 3", "최신 3", "/최신 3"])
async def test_latest_on_telegram(town: Town, settings: Settings, text: str) -> None:
    """A reader gets as many of the latest stories as they asked for, in Korean words as well."""
    async with running(settings):
        await town.types(JIMIN, JIMIN, text)
        await until(lambda: len(town.on_telegram(JIMIN)) == 2, lambda: town.on_telegram(JIMIN))
    answer = town.on_telegram(JIMIN)[-1]
    assert answer.count("지난 기사") == 3


async def test_latest_on_discord(town: Town, settings: Settings) -> None:
    """The slash command answers the same, and its Korean name is registered."""
    async with running(settings):
        await until(lambda: bool(town.discord.state()["commands"]))
        await town.commands(JIMIN, "최신", count=2, category="news")
        await until(lambda: bool(_to(town, JIMIN)), lambda: _to(town, JIMIN))
    (answer,) = _to(town, JIMIN)
    assert answer.count("지난 기사") == 2
    assert "지난 기사 3" in answer


async def test_subscribe_in_private(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A reader subscribes to a category in private chat and gets its alerts, and no others; then unsubscribes."""
    channels = [ChannelSettings(platform="telegram", address=str(CHANNEL))]
    async with running(settings, channels=channels):
        await town.types(ALEX, ALEX, "/subscribe News")
        await until(lambda: len(town.on_telegram(ALEX)) == 2)
        newsroom.put("t", "---\ntitle: 새 기술\ncategories: [Tech]\n---\n본문\n")
        newsroom.publish("n", "새 소식")
        await until(lambda: bool(lines(town.on_telegram(ALEX), "새 소식")), lambda: town.on_telegram(ALEX))
        assert not lines(town.on_telegram(ALEX), "새 기술")
        shown = len(town.on_telegram(ALEX))
        await town.types(ALEX, ALEX, "/unsubscribe")
        await until(lambda: len(town.on_telegram(ALEX)) == shown + 2, lambda: town.on_telegram(ALEX))
        newsroom.publish("m", "더 새 소식")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "더 새 소식")), lambda: town.on_telegram(CHANNEL))
    assert not lines(town.on_telegram(ALEX), "더 새 소식")


async def test_group_needs_a_manager(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """In a group only who manages it subscribes it."""
    async with running(settings):
        await town.types(GROUP, ALEX, "/subscribe")
        await until(lambda: len(town.on_telegram(GROUP)) == 2, lambda: town.on_telegram(GROUP))
        await town.types(GROUP, JIMIN, "/subscribe")
        await until(lambda: len(town.on_telegram(GROUP)) == 4, lambda: town.on_telegram(GROUP))
        newsroom.publish("n", "새 소식")
        await until(lambda: bool(lines(town.on_telegram(GROUP), "새 소식")), lambda: town.on_telegram(GROUP))


async def test_guild_needs_a_manager(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """In a guild only who may manage it subscribes a channel."""
    async with running(settings):
        await until(lambda: bool(town.discord.state()["commands"]))
        with pytest.raises(ValueError, match=r"."):
            await town.commands(ALEX, "subscribe", channel=GENERAL)
        await town.commands(JIMIN, "subscribe", channel=GENERAL)
        newsroom.publish("n", "새 소식")
        await until(lambda: bool(lines(town.on_discord(GENERAL), "새 소식")), lambda: town.on_discord(GENERAL))


async def test_button(town: Town, settings: Settings) -> None:
    """Pressing a button under the greeting does what it says."""
    async with running(settings):
        await town.types(JIMIN, JIMIN, "/start")
        await until(lambda: len(town.on_telegram(JIMIN)) == 2)
        greeting = town.telegram.messages(JIMIN)[-1]
        button = greeting["reply_markup"]["inline_keyboard"][0][0]
        await town.telegram.act(
            {
                "do": "press",
                "chat": str(JIMIN),
                "user": str(JIMIN),
                "message_id": greeting["message_id"],
                "data": button["callback_data"],
            }
        )
        await until(lambda: len(town.on_telegram(JIMIN)) == 3, lambda: town.on_telegram(JIMIN))


async def test_languages(town: Town, settings: Settings) -> None:
    """Each reader is answered in their own language, and the menu is there in both."""
    async with running(settings):
        await town.types(JIMIN, JIMIN, "/help")
        await town.types(ALEX, ALEX, "/help")
        await until(lambda: len(town.on_telegram(JIMIN)) == len(town.on_telegram(ALEX)) == 2)
        await until(lambda: {"", "ko"} <= town.telegram.state()["commands"].keys())
    assert "구독" in town.on_telegram(JIMIN)[-1]
    assert "subscribe" in town.on_telegram(ALEX)[-1].lower()


async def test_asked_while_down(town: Town, settings: Settings) -> None:
    """A command typed while the bot was down is answered, once, when it is back."""
    async with running(settings):
        pass
    await town.types(JIMIN, JIMIN, "/latest 1")
    async with running(settings):
        await until(lambda: len(town.on_telegram(JIMIN)) == 2)
    async with running(settings):
        await town.types(JIMIN, JIMIN, "/help")
        await until(lambda: len(town.on_telegram(JIMIN)) == 4, lambda: town.on_telegram(JIMIN))


def _to(town: Town, user: int) -> list[str]:
    return town.on_discord(user=user)


async def test_search(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A reader finds a story by a word of its text, on both platforms, as soon as it is out."""
    channels = [ChannelSettings(platform="telegram", address=str(CHANNEL))]
    with capture_logs() as log:
        async with running(settings, channels=channels):
            await until(lambda: any(one["event"] == "search.filled" for one in log))
            newsroom.put("t", "---\ntitle: 밤의 빛\nexcerpt: 강가에서\n---\n주민들은 **반딧불이**를 보았다.\n")
            await until(lambda: bool(lines(town.on_telegram(CHANNEL), "밤의 빛")))
            answer = ""
            async with asyncio.timeout(PATIENCE):
                while "검색 결과" not in answer:  # on a busy machine the alert may be there before the index is
                    earlier = len(town.on_telegram(JIMIN))
                    await town.types(JIMIN, JIMIN, "검색 반딧불이가")
                    await until(partial(_are_more, town, earlier + 1))
                    answer = town.on_telegram(JIMIN)[-1]
            await until(lambda: bool(town.discord.state()["commands"]))
            await town.commands(JIMIN, "검색", words="주민")
            await until(lambda: bool(_to(town, JIMIN)), lambda: _to(town, JIMIN))
    assert "밤의 빛" in answer
    assert "밤의 빛" in _to(town, JIMIN)[0]


def _are_more(town: Town, than: int) -> bool:
    return len(town.on_telegram(JIMIN)) > than

"""What those who run the bot are told in their chats, on both platforms, and what they decide there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot.core import vigil
from bot.notices import lookout, readmission
from bot.sandbox.faults import Failure, Fault
from bot.store import notices
from bot.store.attached import attach_store
from config.settings import AdminChatSettings, BrakeSettings, ChannelSettings
from config.sources import FeedSettings
from tests.acceptance.conftest import running
from tests.acceptance.town import ALEX, CHANNEL, GENERAL, GROUP, JIMIN, NEWS, lines, until
from tests.sources.feed.press import a_press
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

TIGHT = BrakeSettings(posts=2)


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let things stand for less than two seconds before they are told: here nothing blinks."""
    monkeypatch.setattr(vigil, "SETTLED", 0.2)
    monkeypatch.setattr(lookout, "BEAT", 0.1)
    monkeypatch.setattr(notices, "LIFETIME", 0.5)
    monkeypatch.setattr(readmission, "GOOD_FOR", 0.1)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Give settings with an admin chat on each platform, one of them in English."""
    chats = [
        AdminChatSettings(platform="telegram", address=str(GROUP)),
        AdminChatSettings(platform="discord", address=str(GENERAL), language="en"),
    ]
    return settings.model_copy(update={"admin_chats": chats})


def desks(town: Town) -> list[list[str]]:
    """Return what both admin chats show."""
    return [town.on_telegram(GROUP), town.on_discord(GENERAL)]


async def both_say(town: Town, korean: str, english: str) -> None:
    """Return as soon as each admin chat shows its sentence."""
    await until(
        lambda: bool(lines(town.on_telegram(GROUP), korean) and lines(town.on_discord(GENERAL), english)),
        lambda: desks(town),
    )


async def flood(newsroom: Newsroom, settings: Settings) -> None:
    """Let the bot know the site, and three posts appear at once while it is away."""
    newsroom.publish("old", "지난 기사")
    async with running(settings):
        pass
    for number in range(3):
        newsroom.publish(f"n{number}", f"기사 {number}")


async def press(town: Town, label: str) -> None:
    """Let Jimin press the newest button of this name in the group."""
    message, button = next(
        (message, button)
        for message in reversed(town.telegram.messages(GROUP))
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if button["text"] == label
    )
    what = {"message_id": message["message_id"], "data": button["callback_data"]}
    await town.telegram.act({"do": "press", "chat": str(GROUP), "user": str(JIMIN), **what})


async def press_on_discord(town: Town, label: str) -> None:
    """Let Jimin press the newest button of this name in the general channel."""
    message, button = next(
        (message, button)
        for message in reversed(town.discord.messages(GENERAL))
        for row in message.get("components", [])
        for button in row["components"]
        if button["label"] == label
    )
    what = {"message_id": message["id"], "custom_id": button["custom_id"]}
    await town.discord.act({"do": "press", "chat": str(GENERAL), "user": str(JIMIN), **what})


async def test_held(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Held posts are told of once, over a restart; what is released there is an alert in every channel."""
    await flood(newsroom, settings)
    async with running(settings, brake=TIGHT):
        await both_say(town, "게시물 3건을 보류했습니다", "3 posts are held.")
        assert all("3 posts within 10 minutes, where 2 may pass" in texts[0] for texts in desks(town))
        assert all("· 기사 0" in texts[0] for texts in desks(town))
    async with running(settings, brake=TIGHT):
        await press(town, "보류 목록")
        await until(lambda: bool(lines(town.on_telegram(GROUP), "보류한 게시물 3건")), lambda: desks(town))
        await press(town, "내보내기 1")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "기사 0")), lambda: desks(town))
        await until(lambda: bool(lines(town.on_discord(NEWS), "기사 0")), lambda: desks(town))
        await until(lambda: bool(lines(town.on_telegram(GROUP), "보류한 게시물 2건")), lambda: desks(town))
        await press(town, "모두 버리기")
        await both_say(town, "보류한 게시물이 이제 없습니다", "No post is held any more.")
    assert [len(lines(texts, word)) for texts, word in zip(desks(town), ("보류했습니다", "are held"), strict=True)] == [
        1,
        1,
    ]
    assert [len(town.on_telegram(CHANNEL)), len(town.on_discord(NEWS))] == [1, 1]


async def test_held_on_discord(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """The same is done on Discord, by slash command and by button, in the language of who asks."""
    await flood(newsroom, settings)
    async with running(settings, brake=TIGHT):
        await until(lambda: "held" in str(town.discord.state()["commands"]))
        await both_say(town, "보류했습니다", "3 posts are held.")
        await town.commands(JIMIN, "held", channel=GENERAL)
        await until(lambda: bool(lines(town.on_discord(GENERAL), "보류한 게시물 3건")), lambda: desks(town))
        await press_on_discord(town, "모두 내보내기")
        await until(lambda: bool(lines(town.on_discord(GENERAL), "3건을 내보냈습니다")), lambda: desks(town))
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "기사 2") and lines(town.on_discord(NEWS), "기사 2")))


async def test_nowhere_else(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """To readers there is no such command, in their menu, their chat or any other channel."""
    await flood(newsroom, settings)
    async with running(settings, brake=TIGHT):
        await both_say(town, "보류했습니다", "3 posts are held.")
        await town.types(ALEX, ALEX, "/release all")
        await until(lambda: bool(lines(town.on_telegram(ALEX), "There is no command")), lambda: town.on_telegram(ALEX))
        await town.commands(JIMIN, "release", channel=NEWS, post="all")
        await until(lambda: bool(lines(town.on_discord(NEWS, JIMIN), "명령은 없습니다")), lambda: town.on_discord(NEWS))
        menus = [call.body for call in town.telegram.calls if call.name == "setMyCommands"]
        told = [(one.get("scope", {}).get("chat_id"), "held" in str(one["commands"])) for one in menus]
        assert set(told) == {(None, False), (GROUP, True)}
        assert not lines(town.on_telegram(CHANNEL), "기사")


async def test_source(town: Town, settings: Settings) -> None:
    """A source that can't be read is told of once, over a restart, and once when it can be again."""
    async with a_press() as feeds:
        feeds.print("", status=503)
        feed = FeedSettings(kind="feed", url=f"{feeds.url}/feed.xml", name="뉴스", every=1)
        for _ in range(2):
            async with running(settings, sources=[feed], but_for="source 뉴스"):
                await both_say(town, "‘뉴스’ 출처를 읽지 못하고", "Source “뉴스” can’t be read.")
        feeds.print(rss(item("old")))
        async with running(settings, sources=[feed]):
            await both_say(town, "‘뉴스’ 출처를 다시 읽고", "Source “뉴스” can be read again.")
    assert [len(texts) for texts in desks(town)] == [2, 2]
    assert "127.0.0.1 answers 503 Service Unavailable" in town.on_telegram(GROUP)[0]


async def test_taken_out(town: Town, settings: Settings) -> None:
    """That a source can’t be read is settled where the settings have it no more; named again, it is told again."""
    async with a_press() as feeds:
        feeds.print("", status=503)
        feed = FeedSettings(kind="feed", url=f"{feeds.url}/feed.xml", name="뉴스", every=1)
        for times in (1, 2):
            async with running(settings, sources=[feed], but_for="source 뉴스"):
                await until(lambda: len(lines(town.on_discord(GENERAL), "can’t be read")) == times)  # noqa: B023 - used at once
            async with running(settings):
                await until(lambda: [len(texts) for texts in desks(town)] == [2 * times] * 2, lambda: desks(town))  # noqa: B023 - the same
        await both_say(town, "‘뉴스’ 항목이 이제 설정에 없으므로", "뉴스 is not in the settings any more")


async def test_channel_taken_out(town: Town, settings: Settings) -> None:
    """So it is with a channel that the bot may not write to."""
    async with running(settings):
        await until(lambda: town.discord.is_bot_online)
        town.discord.deny(NEWS, "send_messages")
        await both_say(town, f"discord:{NEWS} 채널에는 아무것도", f"Nothing is sent to discord:{NEWS} any more")
    channels = [one for one in settings.channels if one.platform != "discord"]
    async with running(settings, channels=channels):
        await both_say(town, f"‘discord:{NEWS}’ 항목이 이제 설정에", f"discord:{NEWS} is not in the settings any more")
    assert [len(texts) for texts in desks(town)] == [2, 2]


async def test_gone(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """That many posts are gone at once is told once over a restart, and its end by a bot that did not see it begin."""
    for number in range(40):
        newsroom.publish(f"n{number:02}", f"기사 {number}")
    away = newsroom.folder / "away"
    async with running(settings):
        away.mkdir()
        for path in sorted(newsroom.posts.iterdir())[1:]:
            path.rename(away / path.name)
        await both_say(town, "한꺼번에 사라져", "gone at once from source")
    async with running(settings):
        pass
    for path in away.iterdir():
        path.rename(newsroom.posts / path.name)
    async with running(settings):
        await both_say(town, "한꺼번에 사라진 게시물이 이제 없습니다", "no longer gone at once")
    assert [len(texts) for texts in desks(town)] == [2, 2]


async def test_platform(town: Town, settings: Settings) -> None:
    """That one platform refuses the token is told on the other, and once it takes a new one, on both."""
    async with running(settings, but_for="telegram", telegram_token=SecretStr("1:wrong")):
        await until(
            lambda: bool(lines(town.on_discord(GENERAL), "Alerts don’t go out on Telegram.")), lambda: desks(town)
        )
    async with running(settings):
        await both_say(town, "Telegram 알림이 다시", "Alerts go out on Telegram again.")
    assert "the token is refused" in town.on_discord(GENERAL)[0]


async def test_channel(town: Town, settings: Settings) -> None:
    """A channel of the settings that the bot may not write to is told of with what it lacks, and again when it may."""
    async with running(settings):
        await until(lambda: town.discord.is_bot_online)
        town.discord.deny(NEWS, "send_messages")
        await both_say(town, f"discord:{NEWS} 채널에는 아무것도", f"Nothing is sent to discord:{NEWS} any more")
        town.discord.allow(NEWS, "send_messages")
        await both_say(town, f"discord:{NEWS} 채널에 다시", f"Alerts go to discord:{NEWS} again.")
    assert all("the bot lacks the permission Send Messages" in texts[0] for texts in desks(town))


async def test_channel_without_embeds(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A channel that is let in again without Embed Links gets its alerts, as text, and so that trouble is over."""
    async with running(settings):
        await until(lambda: town.discord.is_bot_online)
        town.discord.deny(NEWS, "embed_links")
        town.discord.deny(NEWS, "send_messages")
        await both_say(town, f"discord:{NEWS} 채널에는 아무것도", f"Nothing is sent to discord:{NEWS} any more")
        town.discord.allow(NEWS, "send_messages")
        await both_say(town, f"discord:{NEWS} 채널에 다시", f"Alerts go to discord:{NEWS} again.")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(lines(town.on_discord(NEWS), "광장이 열립니다")))


async def test_channel_and_restart(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A restart, which tries such a channel anew, is not told as its end; that comes once the bot may write there."""
    asked = "getChatMember"
    async with running(settings):
        town.telegram.demote(CHANNEL)
        await both_say(town, f"telegram:{CHANNEL} 채널에는 아무것도", f"Nothing is sent to telegram:{CHANNEL} any more")
        before = [call.name for call in town.telegram.calls].count(asked)
    async with running(settings):
        await until(lambda: [call.name for call in town.telegram.calls].count(asked) > before)
        newsroom.publish("missed", "그사이 기사")
        await until(lambda: bool(town.on_discord(NEWS)))
        town.telegram.promote(CHANNEL)
        await both_say(town, f"telegram:{CHANNEL} 채널에 다시", f"Alerts go to telegram:{CHANNEL} again.")
    assert [len(texts) for texts in desks(town)] == [2, 2]


async def test_uncertain(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """An alert of which nobody knows whether it arrived is told of, and that it was decided about."""
    town.telegram.faults.add(Fault(Failure.CUT_AFTER, "sendMessage"))
    async with running(settings):
        newsroom.publish("a", "광장이 열립니다")
        await both_say(town, "도착했는지 알 수 없는 알림 1건", "1 alert is held that may have arrived or not.")
        async with attach_store(settings.redis_url, settings.data_dir) as store:
            (one,) = await store.uncertain.all()
            assert await store.uncertain.drop(one)
        await both_say(town, "불확실한 알림이 이제 없습니다", "No alert is uncertain any more.")


async def test_outage(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A platform that fails again and again is told of on the other one, and on both when it is back."""
    town.discord.faults.add(Fault(Failure.CUT_BEFORE, "POST /channels/{id}/messages", times=4))
    channels = [*settings.channels, ChannelSettings(platform="discord", address=str(GENERAL), language="en")]
    async with running(settings, channels=channels):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(lines(town.on_telegram(GROUP), "Discord 알림이 나가지 않고")), lambda: desks(town))
        await both_say(town, "Discord 알림이 다시 나갑니다", "Alerts go out on Discord again.")


async def test_upgraded(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A group that becomes a supergroup stays an admin chat: it is told there, and decides there."""
    await flood(newsroom, settings)
    new = town.telegram.migrate(GROUP)
    async with running(settings, brake=TIGHT):
        await until(lambda: bool(lines(town.on_telegram(new), "보류했습니다")), lambda: town.on_telegram(new))
        await town.types(new, JIMIN, "/held")
        await until(lambda: bool(lines(town.on_telegram(new), "보류한 게시물 3건")), lambda: town.on_telegram(new))


async def test_subscribed_too(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A chat that gets alerts as well goes on to get them, and one that did not ask for them gets none."""
    channels = [*settings.channels, ChannelSettings(platform="telegram", address=str(GROUP), kind="group")]
    async with running(settings, channels=channels):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(lines(town.on_telegram(GROUP), "광장")), lambda: desks(town))
        await until(lambda: bool(lines(town.on_discord(NEWS), "광장")), lambda: town.on_discord(NEWS))
    assert town.on_discord(GENERAL) == []

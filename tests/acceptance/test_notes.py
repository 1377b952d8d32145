"""Notes in both chats: short replies where a story becomes breaking, or an editor says what was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.acceptance.conftest import running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

BREAKING = "alert: breaking\n"
SENTENCE = "correction: 이름을 바로잡았습니다.\n"
RAISED = "🚨 이 기사가 속보로 바뀌었습니다."


async def test_raised(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A story that becomes breaking is told aloud in every chat, below the message that says so by then."""
    async with running(settings):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: _counts(town) == [1, 1, 1], lambda: _everywhere(town))
        newsroom.publish("a", "광장이 닫혔습니다", more=BREAKING)
        await until(lambda: _counts(town) == [2, 2, 2], lambda: _everywhere(town))
    for texts in _everywhere(town):
        assert "광장이 닫혔습니다" in texts[0]
        assert texts[1] == RAISED
    assert _replies(town) == [1, 1, 1]
    calls = [call for call in town.telegram.calls if call.chat == str(CHANNEL)]
    assert [call.name for call in calls] == ["sendMessage", "editMessageText", "sendMessage"]
    assert calls[-1].body["disable_notification"] is False
    assert town.discord.messages(NEWS)[1]["flags"] == 0


async def test_raised_once(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """It is told once: not after a restart, not at a correction, not when the story is breaking for a second time."""
    newsroom.publish("old", "지난 기사")
    async with running(settings):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: _counts(town) == [1, 1, 1], lambda: _everywhere(town))
        newsroom.publish("a", "큰일", more=BREAKING)
        await until(lambda: _counts(town) == [2, 2, 2], lambda: _everywhere(town))
    async with running(settings):
        for title, more in (("그사이 조용", ""), ("또 큰일", BREAKING)):
            newsroom.publish("a", title, more=more)
            await until(lambda title=title: _all_show(town, title), lambda: _everywhere(town))  # type: ignore[misc]
        newsroom.publish("b", "다음 기사")
        await until(lambda: _counts(town) == [3, 3, 3], lambda: _everywhere(town))
    assert all(texts.count(RAISED) == 1 for texts in _everywhere(town))


async def test_corrected(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """What an editor says about a correction is a silent reply in every chat, where the settings wish for that."""
    async with running(settings, correction_reply=True):
        newsroom.publish("a", "틀린 이름")
        await until(lambda: _counts(town) == [1, 1, 1], lambda: _everywhere(town))
        newsroom.publish("a", "맞는 이름", more=SENTENCE)
        await until(lambda: _counts(town) == [2, 2, 2], lambda: _everywhere(town))
        newsroom.publish("a", "맞는 이름과 날짜", more=SENTENCE)
        await until(lambda: _all_show(town, "날짜"), lambda: _everywhere(town))
        newsroom.publish("b", "다음 기사")
        await until(lambda: _all_show(town, "다음"), lambda: _everywhere(town))
    assert _counts(town) == [3, 3, 3]
    for _, note, _ in _everywhere(town):
        assert note.startswith("정정 ")
        assert note.endswith(" · 이름을 바로잡았습니다.")
    assert _replies(town) == [1, 1, 1]
    (silent,) = (call for call in town.telegram.calls if call.chat == str(CHANNEL) and "reply_parameters" in call.body)
    assert silent.body["disable_notification"] is True
    assert town.discord.messages(NEWS)[1]["flags"] == 4096


async def test_corrected_without_a_word(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Unless the settings wish for it, what the editor says stands in the corrected message alone."""
    async with running(settings):
        newsroom.publish("a", "틀린 이름")
        await until(lambda: _counts(town) == [1, 1, 1], lambda: _everywhere(town))
        newsroom.publish("a", "맞는 이름", more=SENTENCE)
        await until(lambda: _all_show(town, "바로잡았습니다"), lambda: _everywhere(town))
        newsroom.publish("b", "다음 기사")
        await until(lambda: _all_show(town, "다음"), lambda: _everywhere(town))
    assert _counts(town) == [2, 2, 2]


async def test_withdrawn(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A story that is withdrawn takes its notes with it."""
    newsroom.publish("old", "지난 기사")
    async with running(settings):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: _counts(town) == [1, 1, 1], lambda: _everywhere(town))
        newsroom.publish("a", "큰일", more=BREAKING)
        await until(lambda: _counts(town) == [2, 2, 2], lambda: _everywhere(town))
        newsroom.withdraw("a")
        await until(lambda: not any(_everywhere(town)), lambda: _everywhere(town))


async def test_not_found(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Readers who ask for the latest are shown stories, no notes."""
    async with running(settings):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: _counts(town) == [1, 1, 1], lambda: _everywhere(town))
        newsroom.publish("a", "큰일", more=BREAKING)
        await until(lambda: _counts(town) == [2, 2, 2], lambda: _everywhere(town))
        await town.types(JIMIN, JIMIN, "최신 5")
        await until(lambda: len(town.on_telegram(JIMIN)) == 4, lambda: town.on_telegram(JIMIN))
    assert town.on_telegram(JIMIN)[3].count("큰일") == 1


def _everywhere(town: Town) -> list[list[str]]:
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]


def _counts(town: Town) -> list[int]:
    return [len(texts) for texts in _everywhere(town)]


def _all_show(town: Town, words: str) -> bool:
    return all(any(words in text for text in texts) for texts in _everywhere(town))


def _replies(town: Town) -> list[int]:
    """Return how many messages of each chat reply to its first one."""
    found = []
    for chat in (CHANNEL, JIMIN):
        first, *others = town.telegram.messages(chat)
        replied = [one["reply_to_message"]["message_id"] for one in others if "reply_to_message" in one]
        found.append(replied.count(first["message_id"]))
    first, *others = town.discord.messages(NEWS)
    replied = [one["message_reference"]["message_id"] for one in others if "message_reference" in one]
    return [*found, replied.count(first["id"])]

"""A post's life, as the newsroom lives it and both chats show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.acceptance.conftest import running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, lines, until
from tests.builders import NOON

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town


async def test_published(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post that is renamed into the folder stands in channel, private chat and Discord, once, with its link."""
    async with running(settings):
        newsroom.publish("square", "광장이 열립니다")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    for texts in _everywhere(town):
        assert len(texts) == 1
        assert "광장이 열립니다" in texts[0]
        assert "요약입니다." in texts[0]
    (embed,) = town.discord.messages(NEWS)[0]["embeds"]
    assert embed["url"] == "https://newsdao.kr/news/square/"
    links = [one["url"] for one in town.telegram.messages(CHANNEL)[0]["entities"] if one["type"] == "text_link"]
    assert "https://newsdao.kr/news/square/" in links


async def test_quiet_start(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """What is there at the first look is sent to nobody; what comes after it is."""
    for number in range(5):
        newsroom.publish(f"old-{number}", f"지난 기사 {number}")
    async with running(settings):
        newsroom.publish("new", "새 기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    assert all(len(texts) == 1 and "새 기사" in texts[0] for texts in _everywhere(town))


async def test_announce_newest(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """When asked for, the newest post of the first look is announced, and only that."""
    newsroom.publish("a", "먼저", more="date: 2026-11-20 09:00\n")
    newsroom.publish("b", "나중", more="date: 2026-11-20 10:00\n")
    async with running(settings, announce_newest=1):
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    assert all(len(texts) == 1 and "나중" in texts[0] for texts in _everywhere(town))


async def test_restart(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A restart sends nothing again, and what was published meanwhile is sent on return."""
    async with running(settings):
        newsroom.publish("a", "처음")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    newsroom.publish("b", "그동안")
    async with running(settings):
        await until(lambda: all(lines(texts, "그동안") for texts in _everywhere(town)), lambda: _everywhere(town))
    assert [len(texts) for texts in _everywhere(town)] == [2, 2, 2]


async def test_corrected(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A corrected post is corrected in place: the same message reads differently."""
    async with running(settings):
        newsroom.publish("a", "틀린 제목")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        before = town.telegram.messages(CHANNEL)[0]["message_id"]
        newsroom.publish("a", "맞는 제목")
        await until(lambda: all(lines(texts, "맞는") for texts in _everywhere(town)), lambda: _everywhere(town))
    assert [len(texts) for texts in _everywhere(town)] == [1, 1, 1]
    assert town.telegram.messages(CHANNEL)[0]["message_id"] == before


async def test_retracted(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A withdrawn post disappears from every chat, and stays away over a restart."""
    newsroom.publish("stays", "남는 기사")
    async with running(settings):
        newsroom.publish("a", "거둘 기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        newsroom.withdraw("a")
        await until(lambda: not any(_everywhere(town)), lambda: _everywhere(town))
    async with running(settings):
        newsroom.publish("b", "다음 기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    assert [len(lines(texts, "다음")) for texts in _everywhere(town)] == [1, 1, 1]


async def test_unpublished(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post set to `published: false` is withdrawn like one that is removed."""
    async with running(settings):
        newsroom.publish("a", "거둘 기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        newsroom.publish("a", "거둘 기사", more="published: false\n")
        await until(lambda: not any(_everywhere(town)), lambda: _everywhere(town))


async def test_replaced_file(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """An editor that removes a file and writes it anew withdraws nothing."""
    async with running(settings):
        newsroom.publish("a", "기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        newsroom.withdraw("a")
        newsroom.publish("a", "기사")
        newsroom.publish("b", "다음")
        await until(lambda: all(lines(texts, "다음") for texts in _everywhere(town)), lambda: _everywhere(town))
    assert [call.name for call in town.telegram.calls if call.name == "deleteMessage"] == []


async def test_half_written(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A file that is being written slowly is not read before its writer has closed it."""
    async with running(settings):
        with newsroom.path("slow").open("w", encoding="utf-8") as file:
            file.write("---\ntitle: 반쪽\n---\n")
            file.flush()
            newsroom.publish("b", "다른 기사")
            await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
            file.seek(0)
            file.write("---\ntitle: 온전한 제목\n---\n")
        await until(lambda: all(lines(texts, "온전한") for texts in _everywhere(town)), lambda: _everywhere(town))
    assert not any(lines(texts, "반쪽") for texts in _everywhere(town))
    edits = [call.name for call in town.telegram.calls if call.name == "editMessageText"]
    assert edits == []


async def test_editors_files(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """An editor's swap, backup and lock files are no posts."""
    async with running(settings):
        for name in (".2026-11-20-a.md.swp", "2026-11-20-a.md~", "#2026-11-20-a.md#", "2026-11-20-a.md.bak", "4913"):
            (newsroom.posts / name).write_text("---\ntitle: 틀림\n---\n", encoding="utf-8")
        newsroom.publish("a", "기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    assert [len(texts) for texts in _everywhere(town)] == [1, 1, 1]


async def test_new_folder(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post in a folder that did not exist before is seen like any other."""
    async with running(settings):
        folder = newsroom.posts / "2026"
        folder.mkdir()
        (folder / "2026-11-20-deep.md").write_text("---\ntitle: 깊은 곳\n---\n본문\n", encoding="utf-8")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))


async def test_levels(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A silent post makes no sound, a post of level none is sent to nobody, a breaking one is marked."""
    async with running(settings):
        newsroom.publish("n", "없음", more="alert: none\n")
        newsroom.publish("s", "조용히", more="alert: silent\n")
        await until(lambda: all(lines(texts, "조용히") for texts in _everywhere(town)), lambda: _everywhere(town))
        newsroom.publish("b", "[속보] 큰일")
        await until(lambda: all(lines(texts, "큰일") for texts in _everywhere(town)), lambda: _everywhere(town))
    sent = [call.body for call in town.telegram.calls if call.name == "sendMessage"]
    assert [body.get("disable_notification", False) for body in sent] == [True, True, False, False]
    assert all("🚨 속보" in lines(texts, "큰일")[0] for texts in _everywhere(town))
    assert not any(lines(texts, "없음") for texts in _everywhere(town))


async def test_order(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Alerts come in the order of their publication in every channel."""
    newsroom.publish("before", "먼저 있던 기사")
    async with running(settings):
        pass
    for minute in range(4):
        newsroom.publish(f"n{3 - minute}", f"기사 {minute}", more=f"date: {NOON:%Y-%m-%d} 10:0{minute}\n")
    async with running(settings):
        await until(lambda: all(len(texts) == 4 for texts in _everywhere(town)), lambda: _everywhere(town))
    for texts in _everywhere(town):
        assert [text for number in range(4) for text in lines(texts, f"기사 {number}")] == texts


def _everywhere(town: Town) -> list[list[str]]:
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]

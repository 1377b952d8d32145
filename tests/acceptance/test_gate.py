"""What a post waits for before it is announced, as the newsroom and both chats see it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.store.attached import attach_store
from config.settings import BrakeSettings, PatienceSettings
from tests.acceptance.conftest import running
from tests.acceptance.newsroom import CONFIG
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, lines, until
from tests.acceptance.web import SiteServer, a_site_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

SEOUL = ZoneInfo("Asia/Seoul")
TIGHT = BrakeSettings(posts=2)


@pytest.fixture
async def web(newsroom: Newsroom) -> AsyncIterator[SiteServer]:
    """Give the site's web server, to which its links lead."""
    async with a_site_server() as server:
        config = CONFIG.replace("https://newsdao.kr", server.url)
        (newsroom.folder / "_config.yml").write_text(config, encoding="utf-8")
        yield server


def everywhere(town: Town) -> list[list[str]]:
    """Return what the three chats show."""
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]


async def all_show(town: Town, word: str) -> None:
    """Return as soon as each chat has a message with the word."""
    await until(lambda: all(lines(texts, word) for texts in everywhere(town)), lambda: everywhere(town))


def in_seconds(seconds: float) -> str:
    """Return a moment to come, as an editor writes it; those have whole seconds."""
    return f"{datetime.now(SEOUL) + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S %z}"


async def test_embargo(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post of a later date waits, over a restart, and is there at its second, before anybody looks again."""
    until_then = datetime.now(SEOUL) + timedelta(seconds=4)
    newsroom.publish("e", "엠바고 기사", more=f"date: {until_then:%Y-%m-%d %H:%M:%S %z}\n")
    async with running(settings):
        pass
    async with running(settings):
        newsroom.publish("b", "다음 기사")
        await all_show(town, "다음 기사")
        assert datetime.now(SEOUL) >= until_then or not lines(town.on_telegram(), "엠바고")
        await all_show(town, "엠바고 기사")
    stamps = [one.at for one in town.telegram.accepted]
    assert len(stamps) == 4
    assert datetime.now(SEOUL) >= until_then.replace(microsecond=0)


async def test_embargo_lifted_and_withdrawn(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """An embargo that an editor takes away is over; a post that goes before its hour is never shown."""
    later = f"embargo: {in_seconds(3600)}\n"
    async with running(settings):
        newsroom.publish("lifted", "풀린 기사", more=later)
        newsroom.publish("gone", "없던 기사", more=later)
        newsroom.publish("b", "다음 기사")
        await all_show(town, "다음 기사")
        newsroom.publish("gone", "없던 기사", more="published: false\n")
        newsroom.publish("lifted", "풀린 기사")
        await all_show(town, "풀린 기사")
    assert not any(lines(texts, "없던") for texts in everywhere(town))
    assert [len(texts) for texts in everywhere(town)] == [2, 2, 2]


async def test_page_is_live_first(town: Town, newsroom: Newsroom, settings: Settings, web: SiteServer) -> None:
    """A post is announced when its page and its picture are there, not before, and with its preview."""
    async with running(settings, patience=PatienceSettings(page=60)):
        newsroom.publish("a", "광장이 열립니다", more="image: /assets/a.jpg\n")
        await until(lambda: ("GET", "/news/a/") in web.asked)
        assert everywhere(town) == [[], [], []]
        web.built.add("/news/a/")
        await until(lambda: ("GET", "/assets/a.jpg") in web.asked)
        assert everywhere(town) == [[], [], []]
        web.built.add("/assets/a.jpg")
        await all_show(town, "광장")
    (sent,) = [call.body for call in town.telegram.calls if call.name == "sendMessage"][:1]
    assert sent["link_preview_options"]["url"] == f"{web.url}/assets/a.jpg"


@pytest.mark.usefixtures("web")
async def test_page_never_comes(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """After its patience a post is announced all the same, so that no platform keeps a picture of nothing."""
    with capture_logs() as log:
        async with running(settings, patience=PatienceSettings(page=0.2)):
            newsroom.publish("a", "광장이 열립니다")
            await all_show(town, "광장")
    assert [one["event"] for one in log if one["event"].startswith("post.page")] == ["post.page_missing"]
    (sent,) = [call.body for call in town.telegram.calls if call.name == "sendMessage"][:1]
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_killed_while_waiting(town: Town, newsroom: Newsroom, settings: Settings, web: SiteServer) -> None:
    """A post whose page was not there when the bot stopped is announced by the next one."""
    async with running(settings, patience=PatienceSettings(page=600)):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: ("GET", "/news/a/") in web.asked)
    web.built.add("/news/a/")
    async with running(settings, patience=PatienceSettings(page=600)):
        await all_show(town, "광장")
    assert [len(texts) for texts in everywhere(town)] == [1, 1, 1]


async def test_corrections_are_gathered(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Saves that follow each other are one edit, marked with its time and the editor's word."""
    async with running(settings, patience=PatienceSettings(page=0, page_breaking=0, correction=1.5)):
        newsroom.publish("a", "첫 제목")
        await all_show(town, "첫 제목")
        for number in range(3):
            newsroom.publish("a", f"제목 {number}", more="correction: 숫자를 바로잡았습니다.\n")
            await asyncio.sleep(0.1)  # an editor's pace; all of it lies well within the time of gathering
        await all_show(town, "제목 2")
    edits = [call for call in town.telegram.calls if call.name == "editMessageText"]
    assert len(edits) == 2
    for texts in everywhere(town):
        assert "숫자를 바로잡았습니다." in texts[0]
        assert f"정정 {datetime.now(SEOUL):%H}" in texts[0] or "정정 " in texts[0]


async def test_brake(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Of a flood nothing goes out until the operator releases it; what comes one by one does."""
    newsroom.publish("old", "지난 기사")
    async with running(settings):
        pass
    for number in range(3):
        newsroom.publish(f"n{number}", f"기사 {number}")
    with capture_logs() as log:
        async with running(settings, brake=TIGHT):
            await until(lambda: len([one for one in log if one["event"] == "post.held"]) == 3)
            assert everywhere(town) == [[], [], []]
            async with attach_store(settings.redis_url, settings.data_dir) as store:
                for held in await store.held.all():
                    assert await store.held.release(held.post.id)
            await all_show(town, "기사 2")
    assert [len(texts) for texts in everywhere(town)] == [3, 3, 3]


async def test_old_post(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post that is dated days ago, and new all the same, is held; its neighbour of today is not."""
    with capture_logs() as log:
        async with running(settings, brake=BrakeSettings()):
            newsroom.publish("old", "지난주 기사", more="date: 2026-01-01 09:00\n")
            newsroom.publish("new", "오늘 기사")
            await all_show(town, "오늘 기사")
            await until(lambda: any(one["event"] == "post.held" and one["why"] == "dated 2026-01-01" for one in log))
    assert not any(lines(texts, "지난주") for texts in everywhere(town))


async def test_renamed(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post whose file gets another name is the same message with another link: nothing goes and nothing comes."""
    async with running(settings):
        newsroom.publish("a", "광장이 열립니다", excerpt="새 이름")
        await all_show(town, "광장")
        before = [message["message_id"] for message in town.telegram.messages(CHANNEL)]
        newsroom.path("a").rename(newsroom.path("plaza"))
        await until(lambda: town.discord.messages(NEWS)[0]["embeds"][0]["url"].endswith("/news/plaza/"))
        newsroom.publish("b", "다음 기사")
        await all_show(town, "다음 기사")
    assert [len(texts) for texts in everywhere(town)] == [2, 2, 2]
    assert [message["message_id"] for message in town.telegram.messages(CHANNEL)][:1] == before
    assert [call.name for call in town.telegram.calls if call.name == "deleteMessage"] == []


async def test_raised(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A post that becomes breaking is marked where it stands."""
    async with running(settings):
        newsroom.publish("a", "큰일")
        await all_show(town, "큰일")
        newsroom.publish("a", "큰일", more="alert: breaking\n")
        await all_show(town, "🚨 속보")


async def test_restored(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A withdrawn post that comes back is shown again, once."""
    async with running(settings):
        newsroom.publish("a", "돌아온 기사")
        await all_show(town, "돌아온")
        newsroom.publish("a", "돌아온 기사", more="retracted: true\n")
        await until(lambda: not any(map(len, everywhere(town))), lambda: everywhere(town))
        newsroom.publish("a", "돌아온 기사")
        await all_show(town, "돌아온")
    assert [len(texts) for texts in everywhere(town)] == [1, 1, 1]

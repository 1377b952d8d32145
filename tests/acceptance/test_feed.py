"""A feed as the bot's source: what it says comes to both chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.checkup import check
from config.sources import FeedSettings
from tests.acceptance.conftest import readiness, running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, lines, until
from tests.sources.feed.hub import HubAtWork
from tests.sources.feed.press import a_press
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from config.settings import Settings
    from tests.acceptance.town import Town
    from tests.sources.feed.press import Press


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    """Give a press with a feed of one entry."""
    async with a_press() as there:
        there.print(rss(item("old", "지난 기사")))
        yield there


async def test_feed(town: Town, settings: Settings, press: Press) -> None:
    """A new entry, and only that, is sent once, corrected in place, and stays when it leaves the feed."""
    feed = FeedSettings(kind="feed", url=f"{press.url}/feed.xml", every=1)
    summary = "<description>&lt;p&gt;요약입니다.&lt;/p&gt;</description>"
    async with running(settings, sources=[feed]):
        press.print(rss(item("new", "틀린 제목", summary), item("old", "지난 기사")))
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        press.print(rss(item("new", "맞는 제목", summary)))
        await until(lambda: all(lines(texts, "맞는") for texts in _everywhere(town)), lambda: _everywhere(town))
        press.print(rss(item("next", "다음 기사")))
        await until(lambda: all(lines(texts, "다음") for texts in _everywhere(town)), lambda: _everywhere(town))
    assert [len(texts) for texts in _everywhere(town)] == [2, 2, 2]
    assert all("요약입니다." in texts[0] for texts in _everywhere(town))
    (embed,) = town.discord.messages(NEWS)[0]["embeds"]
    assert embed["url"] == "https://news.kr/new"


async def test_hub(town: Town, settings: Settings, press: Press) -> None:
    """A feed whose hub calls the bot's web server is looked at then, long before its next turn."""
    hub, link = HubAtWork(press), f'<{press.url}/hub>; rel="hub"'
    press.print(rss(item("old")), Link=link)
    feed = FeedSettings(kind="feed", url=f"{press.url}/feed.xml", every=3600)
    async with running(settings, sources=[feed], public_url=f"http://{settings.http_address}"):
        assert (await hub.ask())[0] == 200
        press.print(rss(item("new", "속보입니다"), item("old")), Link=link)
        await hub.call()
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    assert all("속보입니다" in texts[0] for texts in _everywhere(town))


async def test_dead_feed(town: Town, settings: Settings, press: Press) -> None:
    """A feed that can't be read makes the bot say that it is not ready, and why."""
    press.print("", status=503)
    feed = FeedSettings(kind="feed", url=f"{press.url}/feed.xml", name="뉴스")
    async with running(settings, sources=[feed], but_for="source 뉴스: 127.0.0.1 answers 503"):
        assert await readiness(settings) == ["source 뉴스: 127.0.0.1 answers 503 Service Unavailable"]
    assert not any(_everywhere(town))


async def test_check(settings: Settings, press: Press) -> None:
    """`check` reads each feed once, and says what is wrong with it or how many posts it has."""
    press.print(rss("<guid>empty</guid>", item("a")))
    good = FeedSettings(kind="feed", url=f"{press.url}/feed.xml", name="좋은 피드")
    bad = FeedSettings(kind="feed", url=f"{press.url}/nothing")
    found = [str(one) for one in await check(settings.model_copy(update={"sources": [good, bad]}))]
    assert [one for one in found if "feed: " in one] == [
        "WRONG feed: 좋은 피드: empty: the entry has neither a title nor a text. Give it a title.",
        "ok    feed: 좋은 피드 has 1 posts that can be announced",
        f"WRONG feed: {press.url}/nothing: 127.0.0.1 answers 404 Not Found",
    ]


def _everywhere(town: Town) -> list[list[str]]:
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]

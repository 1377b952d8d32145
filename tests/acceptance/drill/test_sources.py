"""A source that is gone, a feed that fails, and more posts than any newsroom writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.settings import BrakeSettings
from config.sources import FeedSettings
from tests.acceptance.conftest import running
from tests.acceptance.drill.sheet import row
from tests.acceptance.town import CHANNEL, GROUP, JIMIN, lines, until
from tests.sources.feed.press import a_press
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.drill.duty import Duty
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town


async def test_folder(duty: Duty, town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A folder that is gone withdraws nothing; once it is back, what was published meanwhile goes out."""
    said = row("A dead source: its folder is gone", newsdao=newsroom.folder)
    away = newsroom.folder.with_name("away")
    async with running(settings):
        newsroom.publish("old", "지난 기사")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "지난 기사")))
        newsroom.folder.rename(away)
        await duty.sees(said)
        await duty.is_told(said.told)
        away.rename(newsroom.folder)
        newsroom.publish("new", "광장이 열립니다")
        await duty.is_told(said.over)
        await duty.sees_all_well()
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "광장")), lambda: town.on_telegram(CHANNEL))
    assert len(town.on_telegram(CHANNEL)) == 2


async def test_feed(duty: Duty, settings: Settings) -> None:
    """A feed whose server fails is asked ever more rarely, and read again as soon as it answers."""
    said = row("A dead source: a feed answers 503")
    async with a_press() as feeds:
        feeds.print("", status=503)
        feed = FeedSettings(kind="feed", url=f"{feeds.url}/feed.xml", name="newsdao.kr", every=1)
        async with running(settings, sources=[feed], but_for="source newsdao.kr"):
            await duty.sees(said)
            await duty.is_told(said.told)
            feeds.print(rss(item("old")))
            await duty.is_told(said.over)
            await duty.sees_all_well()


async def test_flood(duty: Duty, town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Many posts at once are held, told of once, and go out when somebody releases them in the admin chat."""
    said = row("A flood of posts")
    async with running(settings):
        pass
    for number in range(30):
        newsroom.publish(f"n{number:02}", f"기사 {number}")
    async with running(settings, brake=BrakeSettings()):
        await duty.sees(said)
        await duty.is_told(said.told)
        assert not town.on_telegram(CHANNEL)
        await town.types(GROUP, JIMIN, "/release all")
        await duty.is_told(said.over)
        await until(lambda: len(town.on_telegram(CHANNEL)) == 30, lambda: town.on_telegram(CHANNEL))
    assert len(lines(town.on_telegram(GROUP), said.told[0])) == 1

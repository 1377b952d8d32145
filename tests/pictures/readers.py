"""The pictures of the sandbox's page: what readers see, in both languages, and the one of the README."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from playwright.async_api import expect

from bot.core.pace import Pace
from bot.sandbox.scene import DISCORD_NEWS, TELEGRAM_CHANNEL
from bot.store.keys import Keys
from bot.store.store import open_store
from tests.acceptance.conftest import free_port
from tests.pictures.stories import ARCHIVE, CONFIG, SOUGHT, TODAY
from tests.process.bot import ROOT, a_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from playwright.async_api import Locator, Page

    from tests.pictures.camera import Camera

EXAMPLE: Final = ROOT / "examples/site"
PLACE: Final = '[[channels]]\nplatform = "{}"\naddress = "{}"\nlanguage = "{}"\n'
VIEWER: Final = {"ko": "지민", "en": "Alex"}
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "ko": {"all": "모든 기사", "digest": "모아 보기", "daily": "매일", "due": "기사 3건", "found": "검색 결과"},
    "en": {"all": "All stories", "digest": "Digest", "daily": "Daily", "due": "3 stories", "found": "Stories with"},
}
LONG_AGO: Final = 1


async def readme(camera: Camera) -> None:
    """Publish the sample post, and show it in both themes."""
    with TemporaryDirectory() as there:
        folder = Path(there)
        shutil.copytree(EXAMPLE, folder / "site")
        async with (
            a_sandbox(folder) as url,
            camera.page(1280, 800, locale="en-GB", device_scale_factor=2) as page,
        ):
            await page.goto(url)
            await expect(page.locator("#telegram .bubble")).to_have_count(1)
            await page.get_by_role("button", name="Publish the sample post").click()
            await expect(page.locator(".arrivals b")).to_have_count(3)
            await seen(page)
            schemes: list[Any] = ["light", "dark"]
            for scheme in schemes:
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await camera.shoot(page, f"sandbox-{scheme}")


async def readers(camera: Camera, language: str) -> None:
    """Show an alert, a search, the panel and a digest, on both platforms."""
    words = WORDS[language]
    with TemporaryDirectory() as there:
        folder = Path(there)
        newsroom(folder, language)
        async with a_sandbox(folder) as url, camera.page(1440, 860, locale=language) as page:
            await page.goto(url)
            viewer = page.locator(".viewer select")
            await viewer.select_option(label=await viewer.locator("option", has_text=VIEWER[language]).inner_text())
            for log in logs(page):
                await expect(log.locator("img.picture")).to_be_visible()
            await seen(page)
            await camera.shoot(page, f"readers-{language}-alert")
            await page.locator(".tg-entry", has_text="Sokbo").click()
            await page.locator(".dc-entry", has_text="Sokbo").click()
            await say(page, f"/search {SOUGHT[language]}", words["found"])
            await camera.shoot(page, f"readers-{language}-search")
            await say(page, "/settings", words["all"])
            for log in logs(page):
                await log.get_by_role("button", name=words["all"]).last.click()
                await expect(log.get_by_role("button", name=f"✅ {words['all']}")).to_be_visible()
            await camera.shoot(page, f"readers-{language}-settings")
            for log in logs(page):
                await log.get_by_role("button", name=words["digest"]).last.click()
                await log.get_by_role("button", name=words["daily"]).last.click()
                await expect(log.get_by_role("button", name=f"✅ {words['daily']}")).to_be_visible()
            day = f"{datetime.now(ZoneInfo('Asia/Seoul')):%Y-%m-%d}"
            for story in TODAY[language]:
                story.write(folder / "site", day)
            await let_digests_be_due(folder / "data", len(TODAY[language]))
            for log in logs(page):
                await expect(log).to_contain_text(words["due"])
            await camera.shoot(page, f"readers-{language}-digest")


def newsroom(folder: Path, language: str) -> None:
    """Make a site with the archive of the language, and settings of two channels that speak it."""
    site = folder / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text(CONFIG, encoding="utf-8")
    shutil.copytree(EXAMPLE / "assets", site / "assets")
    for day, story in ARCHIVE[language].items():
        story.write(site, day)
    places = (("telegram", TELEGRAM_CHANNEL), ("discord", DISCORD_NEWS))
    rules = '[[levels]]\nlevel = "breaking"\nimage = "*breakingnews*"\n'
    text = rules + "".join(PLACE.format(platform, address, language) for platform, address in places)
    (folder / "sokbo.toml").write_text(text, encoding="utf-8")


@asynccontextmanager
async def a_sandbox(folder: Path) -> AsyncIterator[str]:
    """Run the bot on the sandbox over the folder's site, and its settings where it has any; give its page's address."""
    config, address = folder / "sokbo.toml", f"127.0.0.1:{free_port()}"
    variables = {
        "SITE": str(folder / "site"),
        "DATA_DIR": str(folder / "data"),
        "HTTP_ADDRESS": address,
        "CONFIG": str(config if config.exists() else ROOT / "config/example.toml"),
        "TZ": "Asia/Seoul",
    }
    async with a_bot(folder / "log", variables, "run") as bot:
        await bot.says("delivery.done")
        yield f"http://{address}/sandbox/"
        await bot.told_to_stop()  # killed, it would leave its store behind, which writes into the folder for a moment


def logs(page: Page) -> tuple[Locator, Locator]:
    """Return what both clients show."""
    return page.locator("#telegram .log"), page.locator("#discord .log")


async def say(page: Page, text: str, answered: str) -> None:
    """Type into both chats, and wait for the answers."""
    for client in ("#telegram", "#discord"):
        field = page.locator(f"{client} textarea")
        await field.fill(text.partition(" ")[0])
        # Until the page has been told of the command, the line would be a message.
        await expect(page.locator(f"{client} .suggestions li").first).to_be_visible()
        await field.fill(text)
        await field.press("Escape")
        await field.press("Enter")
    for log in logs(page):
        await expect(log).to_contain_text(answered)
    await page.evaluate("document.activeElement.blur()")


async def seen(page: Page) -> None:
    """Return when every picture on the page is drawn."""
    await page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")


async def let_digests_be_due(data: Path, count: int) -> None:
    """Wait until so many stories are gathered for both chats, and let their hour be over, as time would."""
    async with open_store(f"unix://{data}/store/socket", data, "pictures", Pace({})) as store:
        redis, keys = store.connection.redis, Keys(store.connection.prefix)
        channels: list[str] = []
        while len(channels) < 2:
            channels = list(await redis.zrange(keys.digests, 0, -1))
            gathered = [await redis.zcard(keys.digest(one)) for one in channels]
            channels = channels if gathered == [count] * 2 else []
        await redis.zadd(keys.digests, dict.fromkeys(channels, LONG_AGO), xx=True)

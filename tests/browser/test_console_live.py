"""The console of a running bot in two browsers: what one does the other shows, and both outlive a restart."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import Newsroom
from tests.process.bot import a_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG_AGO = "---\ntitle: {}\ncategories: [News]\n---\n본문\n"
RETURN = 20_000  # milliseconds in which a page is live again: a browser that gave up tries every five seconds


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site with one post."""
    site = Newsroom(tmp_path / "site")
    site.publish("first", "첫 기사")
    return site


@pytest.fixture
def variables(newsroom: Newsroom, tmp_path: Path) -> dict[str, str]:
    """Give the environment of a bot on the sandbox."""
    return {
        "SITE": str(newsroom.folder),
        "DATA_DIR": str(tmp_path / "data"),
        "HTTP_ADDRESS": f"127.0.0.1:{free_port()}",
    }


def hold(newsroom: Newsroom, *titles: str) -> None:
    """Publish posts that are so old that the brake holds them."""
    for title in titles:
        (newsroom.posts / f"2020-01-01-{title}.md").write_text(LONG_AGO.format(title), encoding="utf-8")


@asynccontextmanager
async def seen(chromium: Browser, url: str) -> AsyncIterator[Page]:
    """Give a page that must not be loaded again."""
    context = await chromium.new_context(locale="en-GB")
    page = await context.new_page()
    await page.goto(url)
    await page.evaluate("document.documentElement.dataset.kept = 'yes'")
    yield page
    assert await page.evaluate("document.documentElement.dataset.kept") == "yes"
    await context.close()


async def test_two_browsers(
    chromium: Browser, newsroom: Newsroom, variables: dict[str, str], tmp_path: Path
) -> None:  # fmt: skip
    """What one does is shown to others at once, on other pages too; after a restart all are live, and so are forms."""
    console, log = f"http://{variables['HTTP_ADDRESS']}/console", tmp_path / "log"
    async with a_bot(log, variables, "run") as bot:
        await bot.says("delivery.done")
        hold(newsroom, "가", "나", "다")
        async with (
            seen(chromium, f"{console}/held") as theirs,
            seen(chromium, f"{console}/") as now,
            seen(chromium, f"{console}/held") as ours,
        ):
            for page in (theirs, ours):
                await expect(page.locator("#content").get_by_role("link")).to_have_count(3)
            await ours.get_by_role("button", name="Release").first.focus()
            await theirs.locator("tr", has_text="나").get_by_role("button", name="Release").click()
            await expect(theirs.get_by_role("status")).to_have_text("Released.")
            await theirs.evaluate("document.documentElement.dataset.kept = 'yes'")  # a form leads to a new page
            await expect(ours.locator("#content").get_by_role("link")).to_have_text(["가", "다"])
            await expect(ours.get_by_role("button", name="Release").first).to_be_focused()
            for page in (ours, now):
                await expect(page.get_by_role("navigation").get_by_role("link", name="Held")).to_have_text("Held 2")
            await ours.locator("summary").first.click()  # somebody thinks about it
            proof = await theirs.locator("input[name=proof]").first.get_attribute("value")
            assert await bot.told_to_stop() == 0
            for page in (ours, now, theirs):
                await expect(page.locator("#stream")).to_have_text("The connection is lost. Connecting again.")
            async with a_bot(log, variables, "run"):
                for page in (ours, now, theirs):
                    await expect(page.locator("#stream")).to_have_text("Live", timeout=RETURN)
                # The bot that would take the forms of before is gone.
                await expect(theirs.locator("input[name=proof]").first).not_to_have_attribute("value", proof or "")
                hold(newsroom, "라")
                await expect(theirs.locator("#content").get_by_role("link")).to_have_text(["가", "다", "라"])
                await expect(now.locator("#content").get_by_role("link", name="held")).to_contain_text("3")
                await expect(ours.locator("details[open]")).to_have_count(1)
                await ours.locator("summary").first.click()  # who has thought about it sees what came meanwhile
                await expect(ours.locator("#content").get_by_role("link")).to_have_text(["가", "다", "라"])
                await ours.get_by_role("button", name="Release").first.click()
                await expect(ours.get_by_role("status")).to_have_text("Released.")
                await ours.evaluate("document.documentElement.dataset.kept = 'yes'")
                await expect(theirs.locator("#content").get_by_role("link")).to_have_text(["다", "라"])

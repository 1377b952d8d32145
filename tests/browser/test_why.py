"""The page that says what became of a post, in a browser: by keyboard, on a phone, in both languages and themes."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import expect

from bot.core.pace import Pace
from bot.inquiry.page import application
from bot.store.store import open_store
from tests.builders import a_channel, a_post
from tests.contract.steps import publish, subscribe
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EVIL = a_post("evil", title="<img src=x onerror=alert(1)> “예산안”")


@pytest_asyncio.fixture(loop_scope="session")
async def url() -> AsyncIterator[str]:
    """Give the page over a store with one post that is due to one channel."""
    binary = next(one for one in BINARIES.values() if one)
    with a_server(binary) as server:
        async with open_store(server, Path(), "me", Pace({}), prefix=f"{{{uuid.uuid4().hex}}}") as store:
            await subscribe(store, a_channel(title="속보 <알림>"))
            await publish(store, EVIL)
            app = web.Application()
            app.add_subapp("/why/", application(store))
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/why/"
            await runner.cleanup()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_asked(chromium: Browser, url: str, scheme: str) -> None:
    """Asked by keyboard on a phone it explains, shows markup as text and fits the width; then in English."""
    said: list[str] = []
    page = await chromium.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page.on("console", lambda message: said.append(message.text))
    await page.goto(url)
    await expect(page.get_by_role("combobox", name="기사")).to_be_focused()
    await page.keyboard.type("예산안")
    await page.keyboard.press("Tab")
    await page.keyboard.type("telegram:-1001")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("우편함에서 차례를 기다리고 있습니다.")
    await expect(page.get_by_role("link")).to_have_text(EVIL.title)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("status")).to_contain_text("It waits in this channel’s mailbox.")
    await page.close()
    assert said == []


async def test_unclear(chromium: Browser, url: str) -> None:
    """What nobody knows is said to be unknown, as text."""
    page = await chromium.new_page()
    await page.goto(f"{url}?post=<b>none&channel=telegram:-1001")
    await expect(page.get_by_role("status")).to_contain_text("no post is meant by '<b>none'")
    await page.close()

"""The sandbox's page served on loopback, and one visitor's browser that is watched for complaints."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web
from telegram import Bot
from yarl import URL

from bot.sandbox.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import Browser, BrowserContext, Page

SITE = "https://newsdao.kr"
PICTURES = Path(__file__).parent / "site"


@dataclass(slots=True)
class Stage:
    """A running sandbox, the address of its page, and what browsers complained of."""

    sandbox: Sandbox
    address: str
    browser: Browser
    published: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def telegram_bot(self) -> Bot:
        """Return python-telegram-bot's bot at the sandbox."""
        return Bot(self.sandbox.telegram.token, f"{self.sandbox.telegram.url}/bot")

    @asynccontextmanager
    async def visit(self, **context: Any) -> AsyncIterator[Page]:
        """Give the page as a visitor sees it, in Korean on a desk unless told otherwise."""
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "ko-KR", "timezone_id": "Asia/Seoul"}
        opened: BrowserContext = await self.browser.new_context(**(options | context))
        page = await opened.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda line: self._complain(line.type == "error", line.text))
        page.on("pageerror", lambda error: self._complain(is_bad=True, what=str(error)))
        page.on("request", lambda one: self._complain(URL(one.url).host != "127.0.0.1", one.url))
        await page.goto(self.address)
        await page.wait_for_selector(".online[data-live=true]")
        yield page
        await opened.close()

    def _complain(self, is_bad: bool, what: str) -> None:  # noqa: FBT001 - the claim beside what it is about
        if is_bad:
            self.complaints.append(what)


@asynccontextmanager
async def raised(chromium: Browser, publish: Callable[[Stage], str]) -> AsyncIterator[Stage]:
    """Give a stage; `publish` is what its button does."""
    sandbox = Sandbox(publish=lambda: publish(stage), web={SITE: PICTURES})
    await sandbox.start()
    app = web.Application()
    app.add_subapp("/sandbox/", sandbox.page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/sandbox/"
    try:
        stage = Stage(sandbox, address, chromium)
        yield stage
    finally:
        await runner.cleanup()
        await sandbox.stop()

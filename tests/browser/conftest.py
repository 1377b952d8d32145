"""A stage for each test; afterwards no browser may have complained or left the machine."""

from __future__ import annotations

from shutil import which
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import async_playwright

from tests.browser.discord_bot import newsagent
from tests.browser.stage import Stage, raised

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from tests.browser.discord_bot import Newsagent


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Give one browser for all tests: the system's Chromium where there is one, else what playwright brought."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(chromium: Browser) -> AsyncIterator[Stage]:
    """Give the sandbox, its page and a browser, and see to it that none of its pages complained."""

    def publish(stage: Stage) -> str:
        stage.published.append("2026-11-23-sample.md")
        return stage.published[-1]

    async with raised(chromium, publish) as stage:
        yield stage
    assert stage.complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(stage: Stage) -> AsyncIterator[Page]:
    """Give the page on a Korean desk."""
    async with stage.visit() as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def agent(stage: Stage) -> AsyncIterator[Newsagent]:
    """Give a discord.py bot at the stage's Discord."""
    async with newsagent(stage.sandbox.discord) as agent:
        yield agent

"""A stage for each test; afterwards no browser may have complained or left the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.discord_bot import newsagent
from tests.browser.stage import Stage, raised

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from tests.browser.discord_bot import Newsagent


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """Give the sandbox, its page and a browser, and see to it that none of its pages complained."""

    def publish(stage: Stage) -> str:
        stage.published.append("2026-11-23-sample.md")
        return stage.published[-1]

    async with raised(publish) as stage:
        yield stage
    assert stage.complaints == []


@pytest.fixture
async def page(stage: Stage) -> AsyncIterator[Page]:
    """Give the page on a Korean desk."""
    async with stage.visit() as page:
        yield page


@pytest.fixture
async def agent(stage: Stage) -> AsyncIterator[Newsagent]:
    """Give a discord.py bot at the stage's Discord."""
    async with newsagent(stage.sandbox.discord) as agent:
        yield agent

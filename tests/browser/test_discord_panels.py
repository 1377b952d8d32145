"""Menus, forms, completions and private chats of the page's Discord, in a real browser with the real adapter."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.core.readers.conversation import Button, Form, Menu, Option, Reply, Span
from bot.platforms.discord import connect
from bot.sandbox.scene import DISCORD_GENERAL, JIMIN
from tests.platforms.discord.conftest import until
from tests.platforms.discord.desk import RecordingDesk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

    from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PANEL = Reply(
    ((Span("panel"),),),
    buttons=((Button("낱말", "/words"),),),
    menus=(Menu("/topics", "/topic", "분야", (Option("정치", "politics"), Option("경제", "economy", is_chosen=True))),),
    private=True,
)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(stage: Stage) -> AsyncIterator[RecordingDesk]:
    """Give a desk that the bot at the stage's Discord answers from, with a panel."""
    desk = RecordingDesk()
    desk.replies["subscribe"] = PANEL
    desk.replies["/words"] = Reply((), form=Form("/words", "받을 낱말", "쉼표로 나누어 적어 주세요.", "반도체"))
    async with _listening(stage, desk):
        yield desk


@asynccontextmanager
async def _listening(stage: Stage, desk: RecordingDesk) -> AsyncIterator[None]:
    service = stage.sandbox.discord
    async with (
        connect(service.token, api_url=service.url, gateway_url=service.gateway_url) as bot,
        asyncio.TaskGroup() as group,
    ):
        listening = group.create_task(bot.listener.listen(desk))
        await until(lambda: service.is_bot_online and bool(service.state()["commands"]))
        yield
        listening.cancel()


async def opened(page: Page) -> Locator:
    """Open the panel in the server's channel and return its message."""
    await page.locator(f'[data-chat="{DISCORD_GENERAL}"]').click()
    await page.locator("#discord textarea").fill("/구독")
    await page.keyboard.press("Enter")
    message = page.locator("#discord .dc-message")
    await expect(message).to_contain_text("panel")
    return message


async def test_menu(page: Page, desk: RecordingDesk) -> None:
    """A menu is used by keyboard: what is chosen is sent once it closes, and the panel changes in its place."""
    message = await opened(page)
    desk.replies["/topics politics economy"] = replace(PANEL, lines=((Span("changed"),),), is_update=True)
    face = message.locator(".dc-menu-face")
    await expect(face).to_have_text("경제")
    await face.press("Enter")
    await expect(message.get_by_role("option", selected=True)).to_have_text("경제")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Space")
    await page.keyboard.press("Escape")
    await expect(message).to_have_count(1)
    await expect(message).to_contain_text("changed")
    await expect(message).to_contain_text("나에게만 보이는 메시지예요")
    await expect(message.locator(".dc-menu-face")).to_be_focused()
    assert desk.heard[-1][0] == "/topics politics economy"


async def test_menu_unchanged(page: Page, desk: RecordingDesk) -> None:
    """A menu in which nothing changed asks nothing."""
    message = await opened(page)
    await message.locator(".dc-menu-face").click()
    await page.keyboard.press("Escape")
    await expect(message.get_by_role("listbox")).to_be_hidden()
    assert [heard[0] for heard in desk.heard] == ["subscribe"]


async def test_form(page: Page, desk: RecordingDesk) -> None:
    """A form opens with what is there, is filled in and sent, and its answer changes the panel."""
    message = await opened(page)
    desk.replies["/words 금리"] = Reply(((Span("words changed"),),), private=True, is_update=True)
    await message.get_by_role("button", name="낱말").click()
    dialog = page.get_by_role("dialog", name="받을 낱말")
    field = dialog.get_by_label("쉼표로 나누어 적어 주세요.")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("반도체")
    await field.fill("금리")
    await dialog.get_by_role("button", name="보내기").click()
    await expect(dialog).to_have_count(0)
    await expect(message).to_contain_text("words changed")


async def test_form_left(page: Page, desk: RecordingDesk) -> None:
    """A form is left by Escape, and nothing is asked."""
    message = await opened(page)
    await message.get_by_role("button", name="낱말").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert [heard[0] for heard in desk.heard] == ["subscribe", "/words"]


async def test_completion(page: Page, desk: RecordingDesk) -> None:
    """What is typed is completed by the bot; the first Enter takes what is offered, the second gives the command."""
    await page.locator("#discord textarea").fill("/최신")
    await page.keyboard.press("Enter")
    field = page.get_by_label("카테고리")
    await field.fill("정")
    await expect(page.locator(".completed").get_by_role("option")).to_have_text("정정")
    await field.press("Enter")
    await expect(field).to_have_value("정정")
    await field.press("Enter")
    await expect(page.locator("#discord .dc-message")).to_contain_text("heard latest")
    assert desk.heard[-1][:2] == ("latest", {"category": "정정"})


async def test_private(page: Page, desk: RecordingDesk) -> None:
    """The bot is talked to in private as well, where the answer is no secret among others."""
    desk.replies["subscribe"] = replace(PANEL, private=False)
    await page.locator(".dc-channels").get_by_role("button", name="Sokbo").click()
    await page.locator("#discord textarea").fill("/구독")
    await page.keyboard.press("Enter")
    await expect(page.locator("#discord .dc-message")).to_contain_text("panel")
    await expect(page.locator("#discord .dc-only-you")).to_have_count(0)
    assert desk.heard[-1][2].channel.address == str(JIMIN.discord + 7_000_000_000)

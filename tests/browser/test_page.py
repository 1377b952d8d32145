"""The page as a whole in a real browser: publishing, troubles, languages, themes, phones, and lost connections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import discord
import pytest
from playwright.async_api import expect
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.delivery import Language, Platform
from bot.sandbox.scene import DISCORD_NEWS, TELEGRAM_CHANNEL, TELEGRAM_PRIVATE
from tests.browser.stage import SITE
from tests.unit.handlers.shelves import Chat, reader

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.discord_bot import Newsagent
    from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
PHONE = {"width": 360, "height": 740}
LINES = """shown => {
  const text = shown.querySelector(".bubble-text") ?? shown;
  return Math.round(text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight));
}"""


async def alert(stage: Stage, agent: Newsagent) -> None:
    """Let both chats show an alert with everything an alert may have."""
    button = InlineKeyboardMarkup([[InlineKeyboardButton("기사 보기", url=f"{SITE}/a.html")]])
    text = (
        f'<b>속보 | 코스피 3,000 회복</b>\n\n외국인이 사들였다. <a href="{SITE}/a.html">기사</a> #경제 <code>A-1</code>'
    )
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_CHANNEL, text, parse_mode="HTML", reply_markup=button)
        await bot.send_message(TELEGRAM_PRIVATE, text, parse_mode="HTML")
    embed = discord.Embed(
        title="코스피 3,000 회복" * 8, url=f"{SITE}/a.html", description="**외국인**이 <t:1795424580:R> 사들였다."
    )
    await agent.publish(embed.set_footer(text="경제"), "@everyone 속보 `A-1`")


async def test_publish(page: Page, stage: Stage, agent: Newsagent) -> None:
    """The button publishes once, and each chat tells how long it took to show the alert."""
    await page.get_by_role("button", name="예시 기사 발행").click()
    await expect(page.locator(".arrivals")).to_have_text("알림을 기다리는 중…")
    await alert(stage, agent)
    for name in ("속보 알림", "@sokbo_bot", "#속보"):
        await expect(page.locator(".arrivals li", has=page.get_by_text(name, exact=True))).to_contain_text("ms")
    assert stage.published == ["2026-11-23-sample.md"]


async def test_trouble(page: Page, stage: Stage) -> None:
    """A trouble chosen from the menu is what the next call meets, and the choice is confirmed."""
    await page.get_by_text("장애 일으키기").click()
    await page.locator('[data-trouble="telegram rate_limit"]').click()
    await expect(page.locator("#telegram .toast")).to_contain_text("429")
    fault = stage.sandbox.telegram.faults.take("sendMessage", str(TELEGRAM_CHANNEL))
    assert fault is not None
    assert fault.status == 429


async def test_language(page: Page) -> None:
    """The page speaks the browser's language first, then the one chosen, which it remembers."""
    await expect(page.get_by_role("button", name="예시 기사 발행")).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("button", name="Publish the sample post")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("button", name="Publish the sample post")).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == "en"


async def test_theme(page: Page) -> None:
    """The page follows the system's theme until the visitor chooses one."""
    background = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(background)
    await page.emulate_media(color_scheme="dark")
    dark = await page.evaluate(background)
    assert dark != light
    await page.locator(".theme").click()
    assert await page.evaluate(background) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(stage: Stage, agent: Newsagent, scheme: str) -> None:
    """Every text stands out from what is behind it, in both themes."""
    async with stage.visit(color_scheme=scheme, reduced_motion="reduce") as page:
        await alert(stage, agent)
        await page.locator("#discord textarea").fill("/")
        await expect(page.locator(".suggestions li")).to_have_count(2)
        await page.get_by_text("장애 일으키기").click()
        assert await page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
async def test_phone(stage: Stage, agent: Newsagent, locale: str) -> None:
    """On a phone nothing is wider than the screen, one client shows at a time, and the other tells what is unread."""
    async with stage.visit(viewport=PHONE, locale=locale) as page:
        await alert(stage, agent)
        await expect(page.locator("[data-tab=discord] .badge")).to_have_text("1")
        for service in ("telegram", "discord"):
            await page.locator(f"[data-tab={service}]").click()
            await expect(page.locator(f"#{service} .log")).to_contain_text("코스피")
            assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            assert await page.evaluate("document.documentElement.scrollHeight") <= PHONE["height"]
        await expect(page.locator("#telegram")).to_be_hidden()
        await expect(page.locator("[data-tab=discord] .badge")).to_have_count(0)


@pytest.mark.parametrize("language", Language)
async def test_help_on_a_phone(stage: Stage, agent: Newsagent, language: Language) -> None:
    """On a telephone `/help` is read without scrolling, no line of it broken, on both services."""
    asker = reader(language=language)
    askers = {one: replace(asker, channel=replace(asker.channel, platform=one)) for one in Platform}
    told = {one: await Chat(asker=asker).reads("/help") for one, asker in askers.items()}
    async with stage.visit(viewport={"width": 390, "height": 844}, locale=language) as page, stage.telegram_bot as bot:
        await page.locator(f'[data-chat="{TELEGRAM_PRIVATE}"]').click()
        await bot.send_message(TELEGRAM_PRIVATE, told[Platform.TELEGRAM])
        await agent.get_partial_messageable(DISCORD_NEWS).send(told[Platform.DISCORD])
        for service, message in (("telegram", ".bubble"), ("discord", ".dc-content")):
            await page.locator(f"[data-tab={service}]").click()
            shown = page.locator(f"#{service} .log {message}", has_text="/help")
            await expect(shown).to_be_visible()
            assert await shown.evaluate(LINES) == len(told[Platform(service)].splitlines())
            assert await shown.evaluate("shown => shown.offsetHeight <= shown.closest('.log').clientHeight")


async def test_keyboard(page: Page, stage: Stage) -> None:
    """The chats can be reached and opened with the keyboard alone, and keep the focus when something new comes."""
    private = page.locator(f'[data-chat="{TELEGRAM_PRIVATE}"]')
    await private.focus()
    await page.keyboard.press("Enter")
    await expect(private).to_have_attribute("aria-current", "true")
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_CHANNEL, "새 글")
    await expect(page.locator(f'[data-chat="{TELEGRAM_CHANNEL}"] .badge')).to_have_text("1")
    await expect(private).to_be_focused()
    await expect(page.locator("#telegram .log")).to_have_attribute("aria-live", "polite")


async def test_reconnect(page: Page, stage: Stage) -> None:
    """A cut stream is noticed, comes back by itself, and what happened meanwhile is there."""
    await page.locator("#telegram .log").evaluate("log => { log.dataset.kept = 'yes'; }")
    await stage.sandbox.page.shutdown()
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_CHANNEL, "끊긴 사이에")
    await expect(page.locator("#telegram .log[data-kept]")).to_contain_text("끊긴 사이에", timeout=15_000)
    await expect(page.locator(".online")).to_have_text("실시간 연결됨")

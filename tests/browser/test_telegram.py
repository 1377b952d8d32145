"""The Telegram half of the page in a real browser, fed by the real python-telegram-bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from bot.sandbox.scene import TELEGRAM_CHANNEL, TELEGRAM_PRIVATE
from tests.browser.stage import SITE

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def messages(page: Page) -> Locator:
    """Return the messages of the open Telegram chat."""
    return page.locator("#telegram .bubble-row")


async def test_live(page: Page, stage: Stage) -> None:
    """A message appears without a reload, is corrected in place, and goes when it is withdrawn."""
    async with stage.telegram_bot as bot:
        sent: Message = await bot.send_message(TELEGRAM_CHANNEL, "코스피 3,000 회복")
        await expect(messages(page)).to_have_count(1)
        await bot.edit_message_text("코스피 3,100 회복", TELEGRAM_CHANNEL, sent.message_id)
        await expect(messages(page)).to_contain_text("코스피 3,100 회복")
        await expect(messages(page).locator(".edited")).to_have_text("수정됨")
        await bot.delete_message(TELEGRAM_CHANNEL, sent.message_id)
        await expect(messages(page)).to_have_count(0)


async def test_reply(page: Page, stage: Stage) -> None:
    """A reply quotes on one line what it replies to, as that reads now, leads there, and says where it was deleted."""
    quote = messages(page).last.locator(".bubble-quote")
    async with stage.telegram_bot as bot:
        replied: Message = await bot.send_message(TELEGRAM_CHANNEL, "코스피 3,000 회복\n\n" + "장 마감 " * 400)
        await bot.send_message(TELEGRAM_CHANNEL, "바로잡음", reply_parameters=ReplyParameters(replied.message_id))
        await expect(quote).to_contain_text("속보 알림코스피 3,000 회복")
        box = await quote.bounding_box()
        assert box is not None
        assert box["height"] < 60
        await quote.click()
        await expect(messages(page).first.get_by_text("코스피")).to_be_in_viewport()
        await bot.edit_message_text("코스피 3,100 회복", TELEGRAM_CHANNEL, replied.message_id)
        await expect(quote).to_contain_text("코스피 3,100 회복")
        await bot.delete_message(TELEGRAM_CHANNEL, replied.message_id)
        await expect(quote).to_have_text("삭제된 메시지")
    await expect(messages(page)).to_contain_text("바로잡음")


async def test_markup(page: Page, stage: Stage) -> None:
    """Entities look as Telegram shows them, and what only looks like markup stays text."""
    text = (
        "<b>&lt;b&gt;굵게&lt;/b&gt; **별** &lt;img src=x onerror=alert(1)&gt;</b>\n"
        f'<a href="{SITE}/a.html">기사</a> <tg-time unix="1795424580" format="Dt">어제</tg-time> 😀 <i>기울임</i>'
    )
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_CHANNEL, text, parse_mode="HTML")
    shown = messages(page).locator(".bubble-text")
    await expect(shown.locator("strong")).to_have_text("<b>굵게</b> **별** <img src=x onerror=alert(1)>")
    await expect(shown.locator("a")).to_have_attribute("href", f"{SITE}/a.html")
    await expect(shown.locator("time")).to_contain_text("2026년 11월 23일")
    await expect(shown.locator("em")).to_have_text("기울임")
    assert await shown.locator("img").count() == 0


async def test_preview(page: Page, stage: Stage) -> None:
    """A preview above the text shows the site's own picture; a picture from outside keeps its place empty."""
    async with stage.telegram_bot as bot:
        for address in (f"{SITE}/assets/market.png", "https://elsewhere.example/a.png"):
            preview = LinkPreviewOptions(url=address, prefer_large_media=True, show_above_text=True)
            await bot.send_message(TELEGRAM_CHANNEL, "속보", link_preview_options=preview)
    picture = messages(page).nth(0).locator("img.picture")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 240
    above, below = await picture.bounding_box(), await messages(page).nth(0).locator(".bubble-text").bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
    await expect(messages(page).nth(1).locator(".picture-frame")).to_contain_text("elsewhere.example")


async def test_command(page: Page, stage: Stage) -> None:
    """A command typed in the private chat reaches the bot as an update, and is shown at once."""
    await page.locator(".tg-entry", has_text="Sokbo").click()
    field = page.locator("#telegram textarea")
    await field.fill("/latest 3")
    await field.press("Enter")
    await expect(messages(page)).to_contain_text("/latest 3")
    async with stage.telegram_bot as bot:
        (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "/latest 3"


async def test_menu(page: Page, stage: Stage) -> None:
    """The menu lists the bot's commands in the language of whoever looks; a chosen one is sent."""
    async with stage.telegram_bot as bot:
        await bot.set_my_commands([BotCommand("latest", "The latest posts")])
        await bot.set_my_commands([BotCommand("latest", "최신 기사 보기")], language_code="ko")
    await page.locator(".tg-entry", has_text="Sokbo").click()
    await page.locator("#telegram .menu").click()
    option = page.locator(".suggestions li")
    await expect(option).to_contain_text("최신 기사 보기")
    await page.keyboard.press("Escape")
    await page.get_by_label("보는 사람").select_option("1")
    await page.locator("#telegram .menu").click()
    await expect(option).to_contain_text("The latest posts")
    await page.keyboard.press("Enter")
    await expect(messages(page)).to_contain_text("/latest")


async def test_press(page: Page, stage: Stage) -> None:
    """A press reaches the bot with its data, and the answer is shown to the presser."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("더 보기", callback_data="/latest 6")]])
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_PRIVATE, "최신 기사", reply_markup=keyboard)
        await page.locator(".tg-entry", has_text="Sokbo").click()
        await page.get_by_role("button", name="더 보기").click()
        (update,) = await bot.get_updates(timeout=5)
        assert update.callback_query is not None
        assert update.callback_query.data == "/latest 6"
        await bot.answer_callback_query(update.callback_query.id, "여섯 건입니다")
        await expect(page.locator("#telegram .toast")).to_have_text("여섯 건입니다")


async def test_unread(page: Page, stage: Stage) -> None:
    """A message in another chat is marked unread until that chat is opened."""
    entry = page.locator(f'[data-chat="{TELEGRAM_PRIVATE}"]')
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_PRIVATE, "하나")
    await expect(entry.locator(".badge")).to_have_text("1")
    await entry.click()
    await expect(entry.locator(".badge")).to_have_count(0)


async def test_reading_place(page: Page, stage: Stage) -> None:
    """Who has scrolled up keeps their place when something new comes; who is at the end stays there."""
    async with stage.telegram_bot as bot:
        for number in range(12):
            await bot.send_message(TELEGRAM_CHANNEL, f"{number}\n" * 6, disable_notification=True)
        await expect(messages(page)).to_have_count(12)
        log = page.locator("#telegram .log")
        assert await log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight") < 2
        await log.evaluate("log => { log.scrollTop = 0; }")
        await bot.send_message(TELEGRAM_CHANNEL, "새 글")
        await expect(messages(page)).to_have_count(13)
        assert await log.evaluate("log => log.scrollTop") == 0

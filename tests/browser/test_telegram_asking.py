"""What the Telegram half of the page asks of its visitor: replies, chats, results; all of it by keyboard as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)

from bot.sandbox.scene import TELEGRAM_CHANNEL, TELEGRAM_PRIVATE, TELEGRAM_UNCONNECTED

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.browser.stage import Stage

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def messages(page: Page) -> Locator:
    """Return the messages of the open Telegram chat."""
    return page.locator("#telegram .bubble-row")


async def test_popup(page: Page, stage: Stage) -> None:
    """A pop-up stands in front of everything until Enter puts it away."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("구독", callback_data="/subscribe")]])
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_CHANNEL, "한강 통제", reply_markup=keyboard)
        await page.get_by_role("button", name="구독", exact=True).press("Enter")
        (update,) = await bot.get_updates(timeout=5)
        assert update.callback_query is not None
        await bot.answer_callback_query(update.callback_query.id, "관리자만 바꿀 수 있습니다.", show_alert=True)
    box = page.get_by_role("dialog")
    await expect(box).to_contain_text("관리자만 바꿀 수 있습니다.")
    await page.keyboard.press("Enter")
    await expect(box).to_have_count(0)


async def test_forced_reply(page: Page, stage: Stage) -> None:
    """A form takes the focus to the field and names what is asked; what is typed is a reply to it."""
    await page.locator(".tg-entry", has_text="Sokbo").click()
    async with stage.telegram_bot as bot:
        form = await bot.send_message(
            TELEGRAM_PRIVATE, "낱말을 적어 주십시오.", reply_markup=ForceReply(input_field_placeholder="한강, 홍수")
        )
        field = page.locator("#telegram textarea")
        await expect(field).to_have_attribute("placeholder", "한강, 홍수")
        await expect(field).to_be_focused()
        await expect(page.locator(".context")).to_contain_text("낱말을 적어 주십시오.")
        await page.keyboard.type("한강 -태풍")
        await page.keyboard.press("Enter")
        (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert (update.message.text, update.message.reply_to_message.message_id) == ("한강 -태풍", form.message_id)
    await expect(page.locator(".context")).to_have_count(0)


async def test_put_away(page: Page, stage: Stage) -> None:
    """Escape puts the reply away and keeps what was typed; the message can be replied to by its own button."""
    await page.locator(".tg-entry", has_text="Sokbo").click()
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_PRIVATE, "낱말?", reply_markup=ForceReply())
    context = page.locator(".context")
    await expect(context).to_be_visible()
    await expect(page.locator("#telegram textarea")).to_be_focused()
    await page.keyboard.type("한강")
    await page.keyboard.press("Escape")
    await expect(context).to_have_count(0)
    await expect(page.locator("#telegram textarea")).to_have_value("한강")
    await messages(page).get_by_role("button", name="답장").press("Enter")
    await expect(context).to_contain_text("낱말?")


async def test_correcting(page: Page, stage: Stage) -> None:
    """The arrow up in an empty field brings the last own message back, and Enter sends it corrected."""
    await page.locator(".tg-entry", has_text="Sokbo").click()
    field = page.locator("#telegram textarea")
    await field.fill("/latst")
    await field.press("Enter")
    await expect(messages(page)).to_contain_text("/latst")
    await field.press("ArrowUp")
    await expect(field).to_have_value("/latst")
    await field.fill("/latest")
    await field.press("Enter")
    await expect(messages(page)).to_contain_text("/latest")
    async with stage.telegram_bot as bot:
        _, edited = await bot.get_updates(timeout=5)
    assert edited.edited_message is not None
    assert edited.edited_message.text == "/latest"


async def test_choosing_a_chat(page: Page, stage: Stage) -> None:
    """A button below the field lists the visitor's channels; the chosen one is shared, and the keyboard goes."""
    await page.locator(".tg-entry", has_text="Sokbo").click()
    request = KeyboardButtonRequestChat(5, chat_is_channel=True)
    keyboard = ReplyKeyboardMarkup(
        [[KeyboardButton("채널 고르기", request_chat=request), "/help"]], one_time_keyboard=True
    )
    async with stage.telegram_bot as bot:
        await bot.send_message(TELEGRAM_PRIVATE, "어느 채널입니까?", reply_markup=keyboard)
        await page.get_by_role("button", name="채널 고르기").press("Enter")
        box = page.get_by_role("dialog")
        await expect(box.get_by_role("listitem")).to_have_text(["속보 알림", "동네 소식지"])
        await box.get_by_role("button", name="동네 소식지").press("Enter")
        await expect(page.locator("#telegram .service")).to_have_text("봇에게 대화방을 알려 줌")
        (update,) = await bot.get_updates(timeout=5)
        assert update.message is not None
        assert update.message.chat_shared is not None
        assert update.message.chat_shared.chat_id == TELEGRAM_UNCONNECTED
    await expect(page.locator("#telegram .below")).to_have_count(0)


async def test_inline(page: Page, stage: Stage) -> None:
    """The bot's name and some words in any chat bring stories to choose from; the chosen one is sent by way of it."""
    await page.locator("#telegram").get_by_role("button", name="동네 이야기방").click()
    field = page.locator("#telegram textarea")
    await field.fill("@sokbo_bot 한강")
    async with stage.telegram_bot as bot:
        (update,) = await bot.get_updates(timeout=5)
        assert update.inline_query is not None
        assert update.inline_query.query == "한강"
        content = InputTextMessageContent("<b>한강 통제</b>", parse_mode="HTML")
        results = [
            InlineQueryResultArticle(str(one), f"한강 통제 {one}", content, description="잠수교") for one in (1, 2)
        ]
        await bot.answer_inline_query(update.inline_query.id, results)
    options = page.locator(".suggestions li")
    await expect(options).to_have_text(["한강 통제 1잠수교", "한강 통제 2잠수교"])
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(messages(page).locator("strong")).to_have_text("한강 통제")
    await expect(messages(page)).to_contain_text("@sokbo_bot 사용")
    await expect(field).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(stage: Stage, scheme: str) -> None:
    """What is asked stands out from what is behind it, in both themes."""
    request = KeyboardButtonRequestChat(5, chat_is_channel=True)
    async with stage.telegram_bot as bot, stage.visit(color_scheme=scheme, reduced_motion="reduce") as page:
        keyboard = ReplyKeyboardMarkup([[KeyboardButton("채널 고르기", request_chat=request)]])
        await bot.send_message(TELEGRAM_PRIVATE, "어느 채널입니까?", reply_markup=keyboard)
        await page.locator(".tg-entry", has_text="Sokbo").click()
        await messages(page).get_by_role("button", name="답장").press("Enter")
        await expect(page.locator(".context")).to_be_visible()
        assert await page.evaluate(CONTRAST) == []
        await page.get_by_role("button", name="채널 고르기").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await page.evaluate(CONTRAST) == []

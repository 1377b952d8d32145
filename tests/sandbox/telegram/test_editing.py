"""What was sent is changed or removed as Telegram allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from tests.sandbox.telegram.conftest import CHANNEL, PERSON, SUPERGROUP, Clock

if TYPE_CHECKING:
    from telegram import Bot

    from bot.sandbox.telegram import TelegramService

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("더", callback_data="more")]])


async def test_text(bot: Bot, telegram: TelegramService) -> None:
    """An edit replaces the text, dates itself, and takes away a keyboard it does not repeat."""
    sent = await bot.send_message(CHANNEL, "old", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("<b>new</b>", CHANNEL, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    (shown,) = telegram.messages(CHANNEL)
    assert (shown["text"], shown["entities"][0]["type"]) == ("new", "bold")
    assert "reply_markup" not in shown


async def test_same(bot: Bot) -> None:
    """An edit that changes nothing is refused."""
    sent = await bot.send_message(CHANNEL, "<b>x</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("<strong>x</strong>", CHANNEL, sent.message_id, parse_mode="HTML")


async def test_same_after_edit(bot: Bot) -> None:
    """An edit that repeats an earlier edit is refused too."""
    sent = await bot.send_message(CHANNEL, "x")
    await bot.edit_message_text("y", CHANNEL, sent.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("y", CHANNEL, sent.message_id)


async def test_caption_and_keyboard(bot: Bot, telegram: TelegramService) -> None:
    """A caption and a keyboard are edited each by its own method."""
    sent = await bot.send_photo(CHANNEL, "https://a.com/x.jpg", caption="old")
    await bot.edit_message_caption(CHANNEL, sent.message_id, caption="new")
    await bot.edit_message_reply_markup(CHANNEL, sent.message_id, reply_markup=KEYBOARD)
    (shown,) = telegram.messages(CHANNEL)
    assert shown["caption"] == "new"
    assert shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "more"


async def test_wrong_kind(bot: Bot) -> None:
    """A photo has no text to edit, a text no caption."""
    photo = await bot.send_photo(CHANNEL, "https://a.com/x.jpg")
    text = await bot.send_message(CHANNEL, "x")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("y", CHANNEL, photo.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(CHANNEL, text.message_id, caption="y")


async def test_not_there(bot: Bot) -> None:
    """A message that is not there can be neither edited nor deleted."""
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", CHANNEL, 99)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(CHANNEL, 99)


async def test_not_ours(bot: Bot, telegram: TelegramService) -> None:
    """What a person wrote is not the bot's to change."""
    typed = await telegram.act({"do": "type", "chat": SUPERGROUP, "user": PERSON, "text": "x"})
    number = typed["message"]["message_id"]
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", SUPERGROUP, number)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(SUPERGROUP, number)


async def test_delete(bot: Bot, telegram: TelegramService) -> None:
    """A deleted message is gone, and its id is not given again."""
    sent = await bot.send_message(CHANNEL, "x")
    assert await bot.delete_message(CHANNEL, sent.message_id)
    assert telegram.messages(CHANNEL) == []
    assert (await bot.send_message(CHANNEL, "y")).message_id > sent.message_id


async def test_old(bot: Bot, wall: Clock) -> None:
    """After 48 hours a message can be edited, but no longer deleted."""
    sent = await bot.send_message(CHANNEL, "x")
    wall.now += 48 * 3600 + 1
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(CHANNEL, sent.message_id)
    assert await bot.edit_message_text("tombstone", CHANNEL, sent.message_id)

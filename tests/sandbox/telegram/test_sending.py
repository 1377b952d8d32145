"""What the bot sends appears in the chat, and what Telegram would refuse is refused in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from tests.sandbox.telegram.conftest import CHANNEL, GROUP, OTHER, PERSON, SUPERGROUP, refusal

if TYPE_CHECKING:
    from telegram import Bot

    from bot.sandbox.telegram import TelegramService


async def test_html(bot: Bot, telegram: TelegramService) -> None:
    """A message in HTML is stored as text and entities, from the channel."""
    sent = await bot.send_message(CHANNEL, '<b>속보</b> <a href="https://a.com/x">제목</a>', parse_mode="HTML")
    assert sent.text == "속보 제목"
    assert [one.type for one in sent.entities] == ["bold", "text_link"]
    assert sent.sender_chat is not None
    assert [one["text"] for one in telegram.messages(CHANNEL)] == ["속보 제목"]


async def test_by_name(bot: Bot, telegram: TelegramService) -> None:
    """A channel is found by its public name in any case."""
    sent = await bot.send_message("@Sokbo_News", "x")
    assert sent.chat_id == CHANNEL
    assert telegram.calls[-1].chat == str(CHANNEL)


async def test_from_bot(bot: Bot) -> None:
    """In private the message is from the bot itself."""
    sent = await bot.send_message(PERSON, "x")
    assert sent.from_user is not None
    assert sent.from_user.id == bot.id


async def test_extras(bot: Bot, telegram: TelegramService) -> None:
    """Keyboard, preview options, thread and reply stand in the message."""
    first = await bot.send_message(SUPERGROUP, "x", message_thread_id=7)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("읽기", url="https://a.com/x")]])
    preview = LinkPreviewOptions(url="https://a.com/x", prefer_large_media=True)
    reply = ReplyParameters(first.message_id)
    await bot.send_message(SUPERGROUP, "y", reply_markup=keyboard, link_preview_options=preview, reply_parameters=reply)
    shown = telegram.messages(SUPERGROUP)[-1]
    assert shown["reply_markup"] == {"inline_keyboard": [[{"text": "읽기", "url": "https://a.com/x"}]]}
    assert shown["link_preview_options"] == {"prefer_large_media": True, "url": "https://a.com/x"}
    assert shown["reply_to_message"]["message_id"] == first.message_id


async def test_reply_to_what_is_gone(bot: Bot, telegram: TelegramService) -> None:
    """Where the call says so, a reply to a message that is gone is sent as none; in a thread it never is."""
    replied = await bot.send_message(SUPERGROUP, "x", message_thread_id=7)
    await bot.delete_message(SUPERGROUP, replied.message_id)
    reply = ReplyParameters(replied.message_id, allow_sending_without_reply=True)
    sent = await bot.send_message(SUPERGROUP, "y", reply_parameters=reply)
    assert sent.reply_to_message is None
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(SUPERGROUP, "z", message_thread_id=7, reply_parameters=reply)
    assert [one["text"] for one in telegram.messages(SUPERGROUP)] == ["y"]


async def test_photo(bot: Bot) -> None:
    """A photo by URL has a caption, and its file id sends it again."""
    sent = await bot.send_photo(CHANNEL, "https://a.com/x.jpg", caption="<i>설명</i>", parse_mode="HTML")
    again = await bot.send_photo(CHANNEL, sent.photo[-1].file_id)
    assert sent.caption == "설명"
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"chat_id": 5, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": "", "text": "x"}, "chat_id is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "가" * 4097}, "message is too long"),
        ({"text": "가" * 10923}, "text is too long"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"text": "<br>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "br" at byte offset 0'),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "message_thread_id": 8}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "x", "reply_parameters": 5}, "object expected as reply parameters"),
        ({"text": "x", "reply_parameters": {}}, 'can\'t find field "message_id"'),
        ({"text": "x", "reply_parameters": {"message_id": "x"}}, 'field "message_id" must be of type Number'),
        (
            {"text": "x", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": "yes"}},
            'field "allow_sending_without_reply" must be of type Boolean',
        ),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "link_preview_options": "["}, "can't parse link preview options JSON object"),
        ({"text": "x", "link_preview_options": []}, "object expected as link preview options"),
    ],
)
async def test_refusals(telegram: TelegramService, given: dict[str, Any], words: str) -> None:
    """A text, a place or an option that Telegram would refuse is refused in its words."""
    call = {"chat_id": SUPERGROUP, **given}
    assert await refusal(telegram, "sendMessage", call) == (400, f"Bad Request: {words}")
    assert telegram.messages(SUPERGROUP) == []


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x"}, "text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "/rel"}, "inline keyboard button URL '/rel' is invalid: URL host is empty"),
        ({"text": "x", "url": "http://me/"}, "inline keyboard button URL 'http://me/' is invalid: Wrong HTTP URL"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "가" * 22}, "BUTTON_DATA_INVALID"),
        ({"url": "https://a.com"}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
    ],
)
async def test_buttons(telegram: TelegramService, button: dict[str, Any], words: str) -> None:
    """A button that Telegram would refuse is refused in its words."""
    call = {"chat_id": CHANNEL, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    assert await refusal(telegram, "sendMessage", call) == (400, f"Bad Request: {words}")


async def test_longest(bot: Bot) -> None:
    """4096 characters after parsing are sent, whatever the markup adds; so are 1024 in a caption."""
    sent = await bot.send_message(CHANNEL, f"<b>{'가' * 4096}</b>", parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096
    await bot.send_photo(CHANNEL, "https://a.com/x.jpg", caption="가" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(CHANNEL, "https://a.com/x.jpg", caption="가" * 1025)


async def test_photo_address(bot: Bot) -> None:
    """A photo's address has to be an HTTP URL."""
    with pytest.raises(BadRequest, match="Wrong http url specified"):
        await bot.send_photo(CHANNEL, "http://nowhere/x.jpg")


async def test_blocked(bot: Bot, telegram: TelegramService) -> None:
    """A person who blocked the bot is closed to it, until unblocked."""
    telegram.block(OTHER)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(OTHER, "x")
    telegram.unblock(OTHER)
    await bot.send_message(OTHER, "x")
    assert len(telegram.messages(OTHER)) == 1


@pytest.mark.parametrize(("chat", "kind"), [(CHANNEL, "channel"), (GROUP, "group"), (SUPERGROUP, "supergroup")])
async def test_kicked(bot: Bot, telegram: TelegramService, chat: int, kind: str) -> None:
    """A chat that threw the bot out says so, by its kind."""
    telegram.kick(chat)
    with pytest.raises(Forbidden, match=f"bot was kicked from the {kind} chat"):
        await bot.send_message(chat, "x")


async def test_migrated(bot: Bot, telegram: TelegramService) -> None:
    """An upgraded group names its new id, and takes messages there."""
    to = telegram.migrate(GROUP)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "x")
    assert moved.value.new_chat_id == to
    await bot.send_message(to, "x")
    assert [one.get("text", one.get("migrate_from_chat_id")) for one in telegram.messages(to)] == [GROUP, "x"]


async def test_revoked(bot: Bot, telegram: TelegramService) -> None:
    """A revoked token opens nothing any more."""
    telegram.revoke()
    with pytest.raises(InvalidToken):
        await bot.send_message(CHANNEL, "x")

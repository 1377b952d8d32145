"""What stands below a message field: forced replies, keyboards, and chats to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import ForceReply, KeyboardButton, KeyboardButtonRequestChat, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import BadRequest

from bot.sandbox.journal import Journal
from bot.sandbox.telegram import TelegramService
from tests.sandbox.telegram.conftest import CHANNEL, GROUP, OTHER, PERSON, SUPERGROUP, client, furnish, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from telegram import Bot

PICK = ReplyKeyboardMarkup(
    [[KeyboardButton("고르기", request_chat=KeyboardButtonRequestChat(5, chat_is_channel=True))]]
)


def below(service: TelegramService, chat: int, user: int = PERSON) -> dict[str, Any]:
    """Return what stands below the person's field, nothing where that is empty."""
    shown = next(one for one in service.state()["chats"] if one["id"] == str(chat))["below"]
    return dict(shown.get(str(user), {}))


async def test_forced_reply(bot: Bot, telegram: TelegramService) -> None:
    """A forced reply stands until the person has written something."""
    await bot.send_message(PERSON, "?", reply_markup=ForceReply(input_field_placeholder="낱말"))
    assert below(telegram, PERSON)["input_field_placeholder"] == "낱말"
    await telegram.act({"do": "type", "chat": PERSON, "user": PERSON, "text": "x"})
    assert below(telegram, PERSON) == {}


async def test_selective(bot: Bot, telegram: TelegramService) -> None:
    """A selective one is for who is mentioned, or who wrote what is replied to."""
    markup = ForceReply(selective=True)
    mention = f'<a href="tg://user?id={OTHER}">Jane</a>'
    await bot.send_message(SUPERGROUP, mention, parse_mode="HTML", reply_markup=markup)
    assert (below(telegram, SUPERGROUP), bool(below(telegram, SUPERGROUP, OTHER))) == ({}, True)
    typed = await telegram.act({"do": "type", "chat": GROUP, "user": PERSON, "text": "/x"})
    await bot.send_message(GROUP, "?", reply_to_message_id=typed["message"]["message_id"], reply_markup=markup)
    assert below(telegram, GROUP)["force_reply"] is True


async def test_in_channel(bot: Bot) -> None:
    """Readers of a channel have no field to put anything below."""
    for markup in (ForceReply(), ReplyKeyboardRemove(), ReplyKeyboardMarkup([["x"]])):
        with pytest.raises(BadRequest, match="Inline keyboard expected"):
            await bot.send_message(CHANNEL, "?", reply_markup=markup)


async def test_not_edited(bot: Bot) -> None:
    """A message that brought a keyboard can't be edited, nor can an edit bring one."""
    sent = await bot.send_message(PERSON, "?", reply_markup=ReplyKeyboardMarkup([["x"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("!", PERSON, sent.message_id)
    plain = await bot.send_message(PERSON, "?")
    with pytest.raises(BadRequest, match="Inline keyboard expected"):
        await bot.edit_message_text("!", PERSON, plain.message_id, reply_markup=ForceReply())  # type: ignore[arg-type]


async def test_in_private_only(bot: Bot) -> None:
    """Chats are asked for in private chats only."""
    with pytest.raises(BadRequest, match="Chats can be requested in private chats only"):
        await bot.send_message(GROUP, "?", reply_markup=PICK)


@pytest.mark.parametrize(
    ("request_chat", "words"),
    [
        ({"chat_is_channel": True}, 'Can\'t find field "request_id"'),
        ({"request_id": 1}, 'Can\'t find field "chat_is_channel"'),
        ({"request_id": 1, "chat_is_channel": 1}, 'Field "chat_is_channel" must be of type Boolean'),
        ({"request_id": 2**31, "chat_is_channel": True}, 'Field "request_id" must be a valid Number'),
    ],
)
async def test_bad_request(telegram: TelegramService, request_chat: dict[str, Any], words: str) -> None:
    """A request without its number or kind is refused."""
    keyboard = {"keyboard": [[{"text": "x", "request_chat": request_chat}]]}
    given = {"chat_id": PERSON, "text": "?", "reply_markup": keyboard}
    said = f"Bad Request: can't parse keyboard button: {words}"
    assert await refusal(telegram, "sendMessage", given) == (400, said)


async def test_shared(bot: Bot, telegram: TelegramService) -> None:
    """A chat of the right kind, which the person manages, is shared with the bot; no other is offered."""
    telegram.add_channel(-1005, "우리 채널", admins=[PERSON])
    await bot.send_message(PERSON, "?", reply_markup=PICK)
    assert [one["id"] for one in below(telegram, PERSON)["keyboard"][0][0]["offers"]] == ["-1005"]
    share = {"do": "share", "chat": PERSON, "user": PERSON, "request_id": 5}
    with pytest.raises(ValueError, match="none that this button asks"):
        await telegram.act({**share, "shared": CHANNEL})
    await telegram.act({**share, "shared": -1005})
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.chat_shared is not None
    assert (update.message.chat_shared.request_id, update.message.chat_shared.chat_id) == (5, -1005)
    await bot.send_message(PERSON, "!", reply_markup=ReplyKeyboardRemove())
    assert below(telegram, PERSON) == {}


async def test_restart(tmp_path: Path) -> None:
    """A keyboard is still there after a restart, and its message still can't be edited."""
    path = tmp_path / "journal.jsonl"
    first = furnish(TelegramService(journal=Journal(path)))
    await first.start()
    async with client(first) as bot:
        sent = await bot.send_message(PERSON, "?", reply_markup=PICK)
    await first.stop()
    second = furnish(TelegramService(journal=Journal(path)))
    await second.start()
    try:
        assert below(second, PERSON)["keyboard"][0][0]["text"] == "고르기"
        async with client(second) as bot:
            with pytest.raises(BadRequest, match="Message can't be edited"):
                await bot.edit_message_text("!", PERSON, sent.message_id)
    finally:
        await second.stop()

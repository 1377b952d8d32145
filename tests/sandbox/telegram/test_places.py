"""Where the bot may write: its rights in channels and groups, topics that are closed or gone, and edited messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import ChatMemberAdministrator, ChatMemberRestricted
from telegram.error import BadRequest, Forbidden

from tests.sandbox.telegram.conftest import CHANNEL, GROUP, PERSON, SUPERGROUP

if TYPE_CHECKING:
    from telegram import Bot

    from bot.sandbox.telegram import TelegramService

NO_RIGHT = "Not enough rights to send text messages to the chat"


async def test_channel_rights(bot: Bot, telegram: TelegramService) -> None:
    """An administrator of a channel posts only with that right, and without any the bot is not in it."""
    telegram.promote(CHANNEL, without=["can_post_messages"])
    ours = await bot.get_chat_member(CHANNEL, 7)
    assert isinstance(ours, ChatMemberAdministrator)
    assert (ours.can_post_messages, ours.can_edit_messages) == (False, True)
    with pytest.raises(BadRequest, match=NO_RIGHT):
        await bot.send_message(CHANNEL, "x")
    telegram.demote(CHANNEL)
    with pytest.raises(Forbidden, match="bot is not a member of the channel chat"):
        await bot.send_message(CHANNEL, "x")
    assert [one.my_chat_member.new_chat_member.status for one in await bot.get_updates() if one.my_chat_member] == [
        "administrator",
        "left",
    ]


async def test_restricted(bot: Bot, telegram: TelegramService) -> None:
    """A restricted bot writes nothing, until it is an administrator."""
    telegram.restrict(SUPERGROUP)
    assert isinstance(await bot.get_chat_member(SUPERGROUP, 7), ChatMemberRestricted)
    with pytest.raises(BadRequest, match=NO_RIGHT):
        await bot.send_message(SUPERGROUP, "x")
    telegram.promote(SUPERGROUP)
    assert await bot.send_message(SUPERGROUP, "x")


async def test_topics(bot: Bot, telegram: TelegramService) -> None:
    """A closed topic takes messages from managers of topics alone, a deleted one from nobody."""
    telegram.close_topic(SUPERGROUP, 7)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(SUPERGROUP, "x", message_thread_id=7)
    telegram.promote(SUPERGROUP)
    assert await bot.send_message(SUPERGROUP, "x", message_thread_id=7)
    telegram.reopen_topic(SUPERGROUP, 7)
    telegram.delete_topic(SUPERGROUP, 7)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(SUPERGROUP, "x", message_thread_id=7)
    said = [one.message for one in await bot.get_updates() if one.message]
    assert [bool(one.forum_topic_closed) for one in said] == [True, False]
    assert [bool(one.forum_topic_reopened) for one in said] == [False, True]


async def test_edited(bot: Bot, telegram: TelegramService) -> None:
    """The bot hears of an edit where it may read what the message says now."""
    typed = await telegram.act({"do": "type", "chat": GROUP, "user": PERSON, "text": "latest"})
    edit = {"do": "edit", "chat": GROUP, "user": PERSON, "message_id": typed["message"]["message_id"]}
    await telegram.act({**edit, "text": "later"})
    await telegram.act({**edit, "text": "/latest"})
    (update,) = await bot.get_updates()
    assert update.edited_message is not None
    assert update.edited_message.text == "/latest"
    assert update.edited_message.edit_date is not None


async def test_not_theirs(bot: Bot, telegram: TelegramService) -> None:
    """Nobody edits what another one wrote."""
    sent = await bot.send_message(GROUP, "x")
    with pytest.raises(ValueError, match="wrote no message"):
        await telegram.act({"do": "edit", "chat": GROUP, "user": PERSON, "message_id": sent.message_id, "text": "y"})

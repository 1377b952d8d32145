"""Edited messages: a command that is corrected at once is answered, anything else is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.platforms.telegram.conftest import listening, until

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk


async def test_corrected(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A corrected slip in a command is answered; edited talk, and an edit that says the same, is not."""
    async with listening(connection, desk):
        typed = await telegram.act({"do": "type", "chat": 1001, "user": 1001, "text": "/latst"})
        talk = await telegram.act({"do": "type", "chat": 1001, "user": 1001, "text": "small talk"})
        edit = {"do": "edit", "chat": 1001, "user": 1001}
        await telegram.act({**edit, "message_id": talk["message"]["message_id"], "text": "smaller talk"})
        await telegram.act({**edit, "message_id": typed["message"]["message_id"], "text": "/latest"})
        await telegram.act({**edit, "message_id": typed["message"]["message_id"], "text": "/latest"})
        await telegram.act({"do": "type", "chat": 1001, "user": 1001, "text": "/help"})
        await until(lambda: telegram.messages(1001)[-1]["text"] == "heard: /help")
    assert [words for words, _ in desk.heard] == ["/latst", "small talk", "/latest", "/help"]


async def test_made_a_command(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """Talk in a group, which the bot never saw, is answered once it is made a command."""
    async with listening(connection, desk):
        typed = await telegram.act({"do": "type", "chat": -2001, "user": 1001, "text": "latest"})
        number = typed["message"]["message_id"]
        await telegram.act({"do": "edit", "chat": -2001, "user": 1001, "message_id": number, "text": "/latest"})
        await until(lambda: telegram.messages(-2001)[-1]["text"] == "heard: /latest")

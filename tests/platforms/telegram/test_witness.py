"""What Telegram remembers for bots whose store is away, on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.errors import PlatformError
from bot.platforms.telegram.connection import connect
from bot.sandbox.faults import Failure, Fault
from tests.builders import a_channel
from tests.platforms.telegram.conftest import TOKEN

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService

GROUP, TOPIC, OTHER = a_channel("-2001"), a_channel("-2001/7"), a_channel("1001")


async def test_noted(connection: TelegramConnection, telegram: TelegramService) -> None:
    """What one bot notes of a chat every other bot of its token reads there, and of no other chat or absence."""
    await connection.witness.note(GROUP, "b1")
    async with connect(TOKEN, api_url=telegram.url) as other:
        assert await other.witness.has_heard(GROUP, "b1")
        assert await other.witness.has_heard(TOPIC, "b1")
        assert not await other.witness.has_heard(GROUP, "b2")
        assert not await other.witness.has_heard(OTHER, "b1")
        await other.witness.note(GROUP, "b2")
    assert not await connection.witness.has_heard(GROUP, "b1")


async def test_hidden(connection: TelegramConnection, telegram: TelegramService) -> None:
    """The menus that people meet are as they were: the note stands in one for a language that no app speaks."""
    await connection.witness.note(GROUP, "b1")
    (call,) = [one for one in telegram.calls if one.name == "setMyCommands"]
    assert call.body["language_code"] == "ae"
    assert call.body["scope"] == {"type": "chat", "chat_id": -2001}


async def test_deaf(connection: TelegramConnection, telegram: TelegramService) -> None:
    """Where Telegram can't say, that is no answer: whoever asks tells the chat once more rather than never."""
    telegram.faults.add(Fault(Failure.CUT_BEFORE, "getMyCommands"))
    with pytest.raises(PlatformError):
        await connection.witness.has_heard(GROUP, "b1")

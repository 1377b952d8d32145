"""Alerts in Discord's threads: archived ones open for what is to be shown, locked ones are closed to the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import Closed
from tests.platforms.discord.conftest import CHANNEL, TEXT, alert

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from bot.sandbox.discord.places import Thread

THREAD = 2007
PLACE = replace(CHANNEL, address=str(THREAD))


@pytest.fixture
def thread(service: DiscordService) -> Thread:
    """Give a thread in the channel."""
    return service.add_thread(THREAD, TEXT, "후속")


async def test_archived(service: DiscordService, connection: DiscordConnection, thread: Thread) -> None:
    """A new alert opens an archived thread, and so do a correction and a withdrawal."""
    thread.is_archived = True
    sent = await connection.messenger.send(PLACE, alert("틀린 제목"), "n1")
    assert not thread.is_archived
    thread.is_archived = True
    await connection.messenger.edit(PLACE, sent, alert("맞는 제목"))
    assert "맞는 제목" in service.messages(THREAD)[0]["embeds"][0]["title"]
    thread.is_archived = True
    assert await connection.messenger.delete(PLACE, sent)
    assert service.messages(THREAD) == []


async def test_locked(service: DiscordService, connection: DiscordConnection, thread: Thread) -> None:
    """A locked thread takes nothing from a bot that may not manage threads; from one that may, it does."""
    thread.is_archived = thread.is_locked = True
    service.deny(TEXT, "manage_threads")
    with pytest.raises(Closed, match="the thread is locked"):
        await connection.messenger.send(PLACE, alert(), "n1")
    service.allow(TEXT, "manage_threads")
    await connection.messenger.send(PLACE, alert(), "n2")
    assert len(service.messages(THREAD)) == 1


async def test_permission(service: DiscordService, connection: DiscordConnection, thread: Thread) -> None:
    """In a thread it is Send Messages in Threads that counts, not Send Messages."""
    service.deny(TEXT, "send_messages")
    await connection.messenger.send(PLACE, alert(), "n1")
    assert not thread.is_archived
    service.deny(TEXT, "send_messages_in_threads")
    with pytest.raises(Closed, match="50013"):
        await connection.messenger.send(PLACE, alert(), "n2")

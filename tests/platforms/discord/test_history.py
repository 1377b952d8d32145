"""A send that is made again when Discord may have forgotten its nonce: the channel tells whether it stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import Unprovable
from bot.core.post import Note
from bot.platforms.discord import history
from bot.platforms.discord.history import MEMORY
from tests.platforms.discord.conftest import CHANNEL, TEXT, alert
from tests.platforms.discord.test_messenger import requests, shown, text_of

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService

LATE = MEMORY + 60.0
OTHER = "https://news.example/2026/11/other.html"


async def test_stands_there(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert that arrived is not shown again, but brought up to date."""
    first = await connection.messenger.send(CHANNEL, alert("먼저"), "n1")
    assert await connection.messenger.send(CHANNEL, alert("나중"), "forgotten", doubt=LATE) == first
    (message,) = shown(service)
    assert "나중" in text_of(message)


async def test_stands_there_plain(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert that arrived as plain text is found as well."""
    service.deny(TEXT, "embed_links")
    first = await connection.messenger.send(CHANNEL, alert(), "n1")
    assert await connection.messenger.send(CHANNEL, alert(), "forgotten", doubt=LATE) == first
    assert len(shown(service)) == 1


async def test_note_stands_there(service: DiscordService, connection: DiscordConnection) -> None:
    """A note that arrived is told from its alert, and from another note on it; one that did not arrive is sent."""
    replied = await connection.messenger.send(CHANNEL, alert(), "n1")
    raised, corrected = (replace(alert(), note=note, correction="이름.") for note in Note)
    first = await connection.messenger.send(CHANNEL, raised, "n2", reply_to=replied)
    for _ in range(2):
        second = await connection.messenger.send(CHANNEL, corrected, "forgotten", LATE, reply_to=replied)
        assert await connection.messenger.send(CHANNEL, raised, "forgotten", LATE, reply_to=replied) == first
    assert [message["id"] for message in shown(service)] == [replied, first, second]
    assert requests(service, "POST") == 3


async def test_among_many(
    service: DiscordService, connection: DiscordConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An alert is found behind more messages than are asked for at once."""
    monkeypatch.setattr(history, "_PAGE", 2)
    for number in range(3):
        await _other(connection, number)
    first = await connection.messenger.send(CHANNEL, alert(), "n1")
    assert await connection.messenger.send(CHANNEL, alert(), "forgotten", doubt=LATE) == first
    assert len(shown(service)) == 4


async def test_not_there(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert that never arrived is sent, once."""
    await _other(connection)
    await connection.messenger.send(CHANNEL, alert(), "n1", doubt=LATE)
    assert len(shown(service)) == 2


async def test_lately(service: DiscordService, connection: DiscordConnection) -> None:
    """As long as Discord knows the nonce nothing is looked for: that costs no request."""
    first = await connection.messenger.send(CHANNEL, alert(), "n1")
    asked = requests(service, "GET")
    assert await connection.messenger.send(CHANNEL, alert(), "n1", doubt=MEMORY / 2) == first
    assert requests(service, "GET") == asked


async def test_may_not_read(service: DiscordService, connection: DiscordConnection) -> None:
    """Where the bot may not read what stands there, nothing is sent, and the error names the permission."""
    await connection.messenger.send(CHANNEL, alert(), "n1")
    service.deny(TEXT, "read_message_history")
    with pytest.raises(Unprovable, match="Read Message History"):
        await connection.messenger.send(CHANNEL, alert(), "forgotten", doubt=LATE)
    assert len(shown(service)) == 1


async def _other(connection: DiscordConnection, number: int = 0) -> None:
    """Show an alert with another link."""
    await connection.messenger.send(CHANNEL, replace(alert(f"다른 기사 {number}"), link=OTHER), f"other {number}")

"""Announcement channels on the wire: which channels are, and what publishing in them is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Kind
from bot.core.errors import Closed, Gone, Throttled
from tests.platforms.discord.conftest import CHANNEL, GUILD, alert, is_online, listening, until

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

NEWS = replace(CHANNEL, address="2005")


@pytest.fixture(autouse=True)
def news(service: DiscordService) -> None:
    """Give the server an announcement channel."""
    service.add_text(2005, GUILD, "공지", announcement=True)


async def test_published(service: DiscordService, connection: DiscordConnection) -> None:
    """A message is published once; that it was published before is as good."""
    sent = await connection.messenger.send(NEWS, alert(), "n1")
    assert await connection.followers.publish(NEWS, sent)
    assert await connection.followers.publish(NEWS, sent)
    assert service.messages(2005)[0]["flags"] & 1


async def test_asked_once(service: DiscordService, connection: DiscordConnection) -> None:
    """Without the gateway a channel's type is asked for once, and from then on known."""
    sent = await connection.messenger.send(CHANNEL, alert(), "n1")
    assert connection.followers.may_follow(CHANNEL)
    assert not await connection.followers.publish(CHANNEL, sent)
    assert not connection.followers.may_follow(CHANNEL)
    assert not await connection.followers.publish(CHANNEL, sent)
    assert [call.name for call in service.calls].count("GET /channels/{id}") == 1


async def test_known(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> None:
    """With the gateway nothing is asked: it says which channels can be followed. Private chats never can."""
    async with listening(connection, desk):
        await until(lambda: is_online(service) and not connection.followers.may_follow(CHANNEL))
        assert connection.followers.may_follow(NEWS)
    assert not connection.followers.may_follow(replace(NEWS, kind=Kind.PRIVATE))
    assert "GET /channels/{id}" not in [call.name for call in service.calls]


async def test_refused(service: DiscordService, connection: DiscordConnection) -> None:
    """A missing permission and a message that was removed are told apart."""
    sent = await connection.messenger.send(NEWS, alert(), "n1")
    service.deny(2005, "send_messages")
    with pytest.raises(Closed, match="50013"):
        await connection.followers.publish(NEWS, sent)
    service.allow(2005, "send_messages")
    await connection.messenger.delete(NEWS, sent)
    with pytest.raises(Gone):
        await connection.followers.publish(NEWS, sent)


async def test_quota(connection: DiscordConnection) -> None:
    """Ten an hour are published; the next is told to wait for most of an hour."""
    sent = await connection.messenger.send(NEWS, alert(), "n1")
    for _ in range(10):
        assert await connection.followers.publish(NEWS, sent)
    with pytest.raises(Throttled) as raised:
        await connection.followers.publish(NEWS, sent)
    assert raised.value.pause > 3000

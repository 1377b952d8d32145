"""What the bot says where it is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import is_online, listening, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

NEW, TALK, HALL = 5000, 5001, 5002


def is_ready(connection: DiscordConnection) -> bool:
    """Return whether discord.py has heard of all servers: one that joins before is taken for one that was there."""
    client = connection.rights._places.client
    return client is not None and client.is_ready()


@pytest.fixture
async def invited(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> AsyncIterator[None]:
    """Let the bot be online while a server with two channels is there that has not let it in yet."""
    service.add_guild(NEW, "새 서버")
    service.add_text(TALK, NEW, "이야기")
    service.add_text(HALL, NEW, "현관", is_system=True)
    service.kick(NEW)
    async with listening(connection, desk):
        await until(lambda: is_online(service) and is_ready(connection))
        yield


@pytest.mark.usefixtures("invited")
@pytest.mark.parametrize(("denied", "greeted"), [("", HALL), ("send_messages", TALK)])
async def test_greeting(service: DiscordService, desk: RecordingDesk, denied: str, greeted: int) -> None:
    """It greets once, in public, where newcomers are greeted, or else in the first channel in which it may write."""
    if denied:
        service.deny(HALL, denied)
    service.invite(NEW)
    await until(lambda: bool(service.messages(greeted)))
    (message,) = service.messages(greeted)
    assert message["content"] == "hello"
    ((_, _, asker),) = desk.heard
    assert (asker.channel.address, asker.user) == (str(greeted), "")


@pytest.mark.usefixtures("invited")
async def test_refused(service: DiscordService) -> None:
    """Where the first channel refuses it after all, it greets in the next."""
    body = {"code": 50013, "message": "Missing Permissions"}
    service.faults.add(Fault(Failure.ANSWER, "POST /channels/{id}/messages", status=403, body=body))
    service.invite(NEW)
    await until(lambda: bool(service.messages(TALK)))
    assert not service.messages(HALL)


@pytest.mark.usefixtures("invited")
async def test_nowhere(service: DiscordService, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it may write nowhere it says nothing, and the log does."""
    for channel in (TALK, HALL):
        service.deny(channel, "send_messages")
    service.invite(NEW)
    told: list[str] = []

    def is_told() -> bool:
        told.append(capsys.readouterr().out)
        return any("nowhere_to_greet" in one for one in told)

    await until(is_told)
    assert not service.messages(TALK)


async def test_known(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> None:
    """A server that it was in before it started is not greeted."""
    async with listening(connection, desk):
        await until(lambda: is_online(service) and is_ready(connection))
    assert desk.heard == []

"""Roles that alerts mention in Discord's channels: pinged once, when an alert is sent, and nobody beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import structlog.testing

from bot.core.delivery import Kind
from bot.core.post import Level, Note
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, GUILD, TEXT, alert, is_online, listening, until

if TYPE_CHECKING:
    from bot.core.post import Alert
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

ROLE, OTHER = 77, 78
BOUND = replace(CHANNEL, roles=((Level.BREAKING, str(ROLE)),))


def breaking(headline: str = "큰일") -> Alert:
    """Return a breaking alert."""
    return replace(alert(headline), level=Level.BREAKING)


@pytest.fixture(autouse=True)
def roles(service: DiscordService) -> None:
    """Give the server two roles."""
    service.add_role(ROLE, GUILD, "속보 알림", is_mentionable=True)
    service.add_role(OTHER, GUILD, "다른 사람들", is_mentionable=True)


async def test_pinged(service: DiscordService, connection: DiscordConnection) -> None:
    """The role of the alert's level is mentioned beside its mark and pinged, and no other that the title names."""
    await connection.messenger.send(BOUND, breaking(f"<@&{OTHER}> @everyone"), "n1")
    (message,) = service.messages(TEXT)
    assert message["content"] == f"**🚨 속보** <@&{ROLE}>"
    assert (message["mention_roles"], message["mention_everyone"], message["mentions"]) == ([str(ROLE)], False, [])


async def test_other_levels(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert of another level, and one in a private chat, mention nobody."""
    await connection.messenger.send(BOUND, alert(), "n1")
    assert service.messages(TEXT)[0]["content"] == ""
    private = replace(BOUND, kind=Kind.PRIVATE, address=str(service.add_private(3001)))
    await connection.messenger.send(private, breaking(), "n2")
    assert service.messages(int(private.address))[0]["content"] == "**🚨 속보**"


async def test_edits(service: DiscordService, connection: DiscordConnection) -> None:
    """A correction leaves the mention where it is and pings nobody again."""
    sent = await connection.messenger.send(BOUND, breaking(), "n1")
    await connection.messenger.edit(BOUND, sent, breaking("고친 제목"))
    (message,) = service.messages(TEXT)
    assert message["content"] == f"**🚨 속보** <@&{ROLE}>"
    assert message["mention_roles"] == []


async def test_repeat(service: DiscordService, connection: DiscordConnection) -> None:
    """A repeat with the same nonce, brought up to date, pings nobody a second time."""
    await connection.messenger.send(BOUND, breaking("먼저"), "n1")
    await connection.messenger.send(BOUND, breaking("나중"), "n1")
    pinging = [call.name for call in service.calls if call.body and call.body.get("allowed_mentions", {}).get("roles")]
    assert pinging == ["POST /channels/{id}/messages"] * 2
    assert service.messages(TEXT)[0]["mention_roles"] == []


async def test_plain(service: DiscordService, connection: DiscordConnection) -> None:
    """The alert in plain text mentions the role as well, and only that."""
    refused = {"code": 50035, "message": "Invalid Form Body"}
    service.faults.add(Fault(Failure.ANSWER, "POST /channels/{id}/messages", status=400, body=refused))
    await connection.messenger.send(BOUND, breaking(f"<@&{OTHER}>"), "n1")
    (message,) = service.messages(TEXT)
    assert message["content"].startswith(f"<@&{ROLE}> **🚨 속보**")
    assert message["mention_roles"] == [str(ROLE)]


async def test_notes(service: DiscordService, connection: DiscordConnection) -> None:
    """A note that tells of breaking news mentions the role; one about a correction bothers nobody."""
    sent = await connection.messenger.send(CHANNEL, alert(), "n1")
    raised = replace(breaking(), note=Note.RAISED)
    await connection.messenger.send(BOUND, raised, "n2", reply_to=sent)
    corrected = replace(alert(), note=Note.CORRECTED, level=Level.SILENT, correction="이름")
    bound = replace(BOUND, roles=((Level.SILENT, str(ROLE)),))
    await connection.messenger.send(bound, corrected, "n3", reply_to=sent)
    assert [message["mention_roles"] for message in service.messages(TEXT)] == [[], [str(ROLE)], []]
    assert service.messages(TEXT)[1]["mentions"] == []


async def test_not_mentionable(service: DiscordService, connection: DiscordConnection) -> None:
    """A role that the bot may not ping is mentioned without a ping, and the alert goes out."""
    service.add_role(ROLE, GUILD, "속보 알림", is_mentionable=False)
    service.deny(TEXT, "mention_everyone")
    await connection.messenger.send(BOUND, breaking(), "n1")
    assert service.messages(TEXT)[0]["mention_roles"] == []


async def test_unknown(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> None:
    """A role that its server is known not to have is left out and told of; the alert goes out."""
    bound = replace(CHANNEL, roles=((Level.BREAKING, "999"),))
    async with listening(connection, desk):
        await until(lambda: is_online(service) and connection.messenger._places.find(TEXT) is not None)
        with structlog.testing.capture_logs() as logs:
            await connection.messenger.send(bound, breaking(), "n1")
    assert service.messages(TEXT)[0]["content"] == "**🚨 속보**"
    assert [one["role"] for one in logs if one["event"] == "discord.role_unknown"] == ["999"]

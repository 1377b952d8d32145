"""The slash commands as Discord has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.platforms.discord.commands import publish
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.desk import LATEST, SUBSCRIBE

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService

PUT = "PUT /applications/{id}/commands"


def writes(service: DiscordService) -> int:
    """Count the registrations so far."""
    return sum(call.name.startswith("PUT ") for call in service.calls)


async def test_registered(service: DiscordService, connection: DiscordConnection) -> None:
    """Commands and their parameters are registered with Korean names and descriptions beside the English ones."""
    await publish(connection._wire, [LATEST, SUBSCRIBE])
    latest, subscribe = sorted(service.state()["commands"], key=lambda command: str(command["name"]))
    assert latest["name_localizations"] == {"ko": "최신"}
    assert latest["description_localizations"] == {"ko": "최신 기사를 보여 드립니다"}
    assert latest["options"][0]["name_localizations"] == {"ko": "개수"}
    assert latest["contexts"] == [0, 1]
    assert subscribe["name_localizations"] == {"ko": "구독"}


async def test_for_managers(service: DiscordService, connection: DiscordConnection) -> None:
    """Only a command for managers asks for the permission Manage Server."""
    await publish(connection._wire, [LATEST, SUBSCRIBE])
    asked = {command["name"]: command["default_member_permissions"] for command in service.state()["commands"]}
    assert asked == {"latest": None, "subscribe": "32"}


async def test_unchanged(service: DiscordService, connection: DiscordConnection) -> None:
    """Commands that Discord has already are not written again."""
    await publish(connection._wire, [LATEST, SUBSCRIBE])
    await publish(connection._wire, [SUBSCRIBE, LATEST])
    assert writes(service) == 1


async def test_changed(service: DiscordService, connection: DiscordConnection) -> None:
    """A command that is new, other or no more is written."""
    await publish(connection._wire, [LATEST])
    await publish(connection._wire, [LATEST, SUBSCRIBE])
    await publish(connection._wire, [SUBSCRIBE])
    assert writes(service) == 3
    assert [command["name"] for command in service.state()["commands"]] == ["subscribe"]


async def test_refused(service: DiscordService, connection: DiscordConnection) -> None:
    """Commands that Discord refuses leave those it has, and nothing else stops."""
    await publish(connection._wire, [LATEST])
    service.faults.add(Fault(Failure.ANSWER, PUT, status=400, body={"code": 50035, "message": "Invalid Form Body"}))
    await publish(connection._wire, [SUBSCRIBE])
    assert [command["name"] for command in service.state()["commands"]] == ["latest"]

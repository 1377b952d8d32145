"""Slash commands as they are registered."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from tests.openapi import answer_problems, needs_description, problems
from tests.sandbox.discord.stage import GUILD, Client, call, logged_in, served

COMMANDS = "/applications/1370000000000000001/commands"
LATEST: dict[str, Any] = {
    "type": 1,
    "name": "latest",
    "name_localizations": {"ko": "최신"},
    "description": "Show the latest posts",
    "description_localizations": {"ko": "최근 게시물을 봅니다"},
    "options": [
        {
            "type": 4,
            "name": "count",
            "name_localizations": {"ko": "개수"},
            "description": "How many",
            "description_localizations": {"ko": "몇 개"},
            "min_value": 1,
            "max_value": 10,
        }
    ],
}


class Korean(app_commands.Translator):
    """Translates for discord.py."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, _: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return the Korean word for the names of these tests."""
        words = {"latest": "최신", "count": "개수"}
        return words.get(str(string)) if locale is discord.Locale.korean else None


def add_latest(client: Client) -> None:
    """Give the client a /latest that answers with its count, seen only by the asker."""

    @client.tree.command(description="Show the latest posts")
    async def latest(interaction: discord.Interaction, count: int = 1) -> None:
        await interaction.response.send_message(f"{count}개", ephemeral=True)


async def test_sync() -> None:
    """discord.py registers its commands with their Korean names, and finds them registered."""
    async with served() as service, logged_in(service) as client:
        add_latest(client)
        await client.tree.set_translator(Korean())
        [synced] = await client.tree.sync()
        [registered] = service.state()["commands"]
        assert registered["id"] == str(synced.id)
        assert registered["name_localizations"] == {"ko": "최신"}
        assert registered["options"][0]["name_localizations"] == {"ko": "개수"}
        [fetched] = await client.tree.fetch_commands()
        assert (fetched.id, fetched.name) == (synced.id, "latest")


async def test_overwrite() -> None:
    """A bulk overwrite replaces all; a command that keeps its name keeps its id."""
    async with served() as service:
        [first] = (await call(service, "PUT", COMMANDS, [LATEST])).body
        both = (await call(service, "PUT", COMMANDS, [LATEST, LATEST | {"name": "help"}])).body
        assert both[0]["id"] == first["id"]
        assert (await call(service, "PUT", COMMANDS, [])).body == []
        assert service.state()["commands"] == []


async def test_of_guild() -> None:
    """A guild's commands are its own."""
    async with served() as service:
        path = f"/applications/1370000000000000001/guilds/{GUILD}/commands"
        [made] = (await call(service, "PUT", path, [LATEST])).body
        assert made["guild_id"] == str(GUILD)
        assert (await call(service, "GET", COMMANDS)).body == []
        assert len((await call(service, "GET", path)).body) == 1


async def test_without_localizations() -> None:
    """A list shows localizations only when asked to."""
    async with served() as service:
        await call(service, "PUT", COMMANDS, [LATEST])
        [plain] = (await call(service, "GET", COMMANDS)).body
        [full] = (await call(service, "GET", f"{COMMANDS}?with_localizations=true")).body
        assert "name_localizations" not in plain
        assert full["name_localizations"] == {"ko": "최신"}


@needs_description
async def test_shape() -> None:
    """What the tests register, and what is answered, has the shape of Discord's own description."""
    async with served() as service:
        answer = await call(service, "PUT", COMMANDS, [LATEST])
        assert problems("PUT", COMMANDS, [LATEST]) == []
        assert answer_problems("PUT", COMMANDS, 200, answer.body) == []


def option(**values: Any) -> dict[str, Any]:
    """Return a command with one option that is a string unless the values say otherwise."""
    return LATEST | {"options": [{"type": 3, "name": "count", "description": "x", **values}]}


OPTIONAL, REQUIRED = option()["options"][0], option(name="topic", required=True)["options"][0]


@pytest.mark.parametrize(
    ("command", "path", "code"),
    [
        (LATEST | {"name": "Latest"}, "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (LATEST | {"name": "the latest"}, "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (LATEST | {"name": "x" * 33}, "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (LATEST | {"name": None}, "name", "BASE_TYPE_REQUIRED"),
        (
            LATEST | {"name_localizations": {"ko": "최신 글"}},
            "name_localizations.ko",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (LATEST | {"name_localizations": {"ko-KR": "최신"}}, "name_localizations.ko-KR", "BASE_TYPE_CHOICES"),
        (LATEST | {"description": ""}, "description", "BASE_TYPE_BAD_LENGTH"),
        (LATEST | {"description": "x" * 101}, "description", "BASE_TYPE_BAD_LENGTH"),
        (LATEST | {"description_localizations": {"ko": ""}}, "description_localizations.ko", "BASE_TYPE_BAD_LENGTH"),
        (LATEST | {"default_member_permissions": "all"}, "default_member_permissions", "NUMBER_TYPE_COERCE"),
        (LATEST | {"contexts": [3]}, "contexts.0", "BASE_TYPE_CHOICES"),
        (option(type=12), "options.0.type", "BASE_TYPE_CHOICES"),
        (option(name="Count"), "options.0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        (option(choices=[{"name": "one", "value": 1}]), "options.0.choices.0.value", "BASE_TYPE_CHOICES"),
        (option(type=5, choices=[{"name": "one", "value": 1}]), "options.0.choices.0.value", "BASE_TYPE_CHOICES"),
        (LATEST | {"options": [OPTIONAL] * 26}, "options", "BASE_TYPE_MAX_LENGTH"),
        (LATEST | {"options": [OPTIONAL] * 2}, "options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE"),
        (LATEST | {"options": [OPTIONAL, REQUIRED]}, "options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
    ],
)
async def test_wrong(command: dict[str, Any], path: str, code: str) -> None:
    """A wrong command is refused with 50035, by its place in the list, and nothing is registered."""
    async with served() as service:
        answer = await call(service, "PUT", COMMANDS, [LATEST | {"name": "other"}, command])
        assert (answer.status, answer.body["code"]) == (400, 50035)
        place = answer.body["errors"]["1"]
        for key in path.split("."):
            place = place[key]
        assert place["_errors"][0]["code"] == code
        assert service.state()["commands"] == []


@pytest.mark.parametrize("name", ["최신", "latest-news", "뉴스_1", "it's", "ข่าว", "समाचार"])
async def test_names(name: str) -> None:
    """Names may be in any script, with hyphens, underscores, apostrophes and digits."""
    async with served() as service:
        assert (await call(service, "PUT", COMMANDS, [LATEST | {"name": name}])).status == 200

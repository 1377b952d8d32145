"""Private chats with the bot, and members as REST gives them."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.openapi import answer_problems, needs_description
from tests.sandbox.discord.stage import GUILD, JIWOO, MINJI, call, online, send, served, until
from tests.sandbox.discord.test_commands import COMMANDS, LATEST

OPEN = "/users/@me/channels"


async def test_open() -> None:
    """discord.py opens a person's private chat, once and always the same, and writes there."""
    async with served() as service, online(service) as client:
        user = await client.http.start_private_message(JIWOO)
        assert (user["type"], user["recipients"][0]["id"]) == (1, str(JIWOO))
        assert await client.http.start_private_message(JIWOO) == user
        await client.get_partial_messageable(int(user["id"])).send("안녕하세요")
        assert [one["content"] for one in service.messages(int(user["id"]))] == ["안녕하세요"]


@pytest.mark.parametrize(
    ("body", "code"), [({"recipient_id": "1"}, 50033), ({}, 50035), ({"recipient_id": "x"}, 50035), (None, 50035)]
)
async def test_nobody(body: Any, code: int) -> None:
    """There is no private chat with nobody."""
    async with served() as service:
        answer = await call(service, "POST", OPEN, body)
        assert (answer.status, answer.body["code"]) == (400, code)


async def test_blocked() -> None:
    """Who takes no messages, or shares no server with the bot, is not written to, though the chat is there."""
    async with served() as service:
        chat = service.add_private(JIWOO)
        service.block(JIWOO)
        assert (await send(service, {"content": "x"}, chat)).body["code"] == 50007
        assert (await call(service, "POST", OPEN, {"recipient_id": str(JIWOO)})).status == 200
        service.unblock(JIWOO)
        service.kick(GUILD)
        assert (await send(service, {"content": "x"}, chat)).body["code"] == 50278


async def test_command() -> None:
    """A command given in private comes without a server and without a member, and only if it is for there."""
    async with served() as service, online(service) as client:
        await call(service, "PUT", COMMANDS, [LATEST, LATEST | {"name": "manage", "contexts": [0]}])
        chat = service.add_private(JIWOO)
        seen: list[discord.Interaction] = []

        @client.event
        async def on_interaction(interaction: discord.Interaction) -> None:
            seen.append(interaction)
            await interaction.response.send_message("예")

        given = {"do": "command", "chat": str(chat), "user": str(JIWOO)}
        done = await service.act(given | {"name": "latest"})
        assert done["message"]["content"] == "예"
        assert (seen[0].guild_id, seen[0].channel_id, seen[0].user.id) == (None, chat, JIWOO)
        assert (seen[0].context.dm_channel, seen[0].locale) == (True, discord.Locale.american_english)
        with pytest.raises(ValueError, match="no command /manage"):
            await service.act(given | {"name": "manage"})
        with pytest.raises(ValueError, match="3001 is not in the private chat"):
            await service.act(given | {"name": "latest", "user": str(MINJI)})


async def test_gateway() -> None:
    """What is written in private is told to who asked for private messages, and to nobody else."""
    intents = discord.Intents(guilds=True, dm_messages=True)
    async with served() as service, online(service, intents) as client, online(service) as other:
        chat = service.add_private(JIWOO)
        await service.act({"do": "type", "chat": str(chat), "user": str(JIWOO), "text": "안녕"})
        await until(lambda: "message" in client.told)
        assert "message" not in other.told


async def test_member() -> None:
    """A member is given with their roles; who is none is unknown."""
    async with served() as service:
        manager = await call(service, "GET", f"/guilds/{GUILD}/members/{MINJI}")
        assert manager.body["roles"] == [f"{GUILD}1"]
        assert (await call(service, "GET", f"/guilds/{GUILD}/members/1")).body["code"] == 10007


@needs_description
async def test_shapes() -> None:
    """Private chats and members have the shapes of Discord's own description."""
    async with served() as service:
        chat = await call(service, "POST", OPEN, {"recipient_id": str(JIWOO)})
        assert answer_problems("POST", OPEN, 200, chat.body) == []
        member = f"/guilds/{GUILD}/members/{MINJI}"
        assert answer_problems("GET", member, 200, (await call(service, "GET", member)).body) == []
        channel = f"/channels/{chat.body['id']}"
        assert answer_problems("GET", channel, 200, (await call(service, "GET", channel)).body) == []

"""discord.py on the sandbox's gateway."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

import aiohttp
import discord
import pytest

from tests.sandbox.discord.stage import GUILD, JIWOO, NEWS, SECONDS, TALK, Client, online, served, socket_of, until


async def test_ready() -> None:
    """A client that connects learns its guilds, their channels and its own rights."""
    async with served() as service, online(service) as client:
        guild = client.get_guild(GUILD)
        assert guild is not None
        assert guild.name == "서울신보"
        assert [channel.name for channel in guild.text_channels] == ["속보", "이야기"]
        assert client.text(NEWS).is_news()
        assert client.text(TALK).permissions_for(guild.me).send_messages


async def test_from_afar() -> None:
    """A heartbeat is answered as from afar: discord.py notes when it sent one after it has, and warns of being late."""
    async with served() as service, socket_of(service) as socket:
        assert (await socket.receive_json())["op"] == 10
        clock = asyncio.get_running_loop().time
        begun = clock()
        await socket.send_json({"op": 1, "d": None})
        assert (await socket.receive_json())["op"] == 11
        assert clock() - begun > 0.01


async def test_wrong_token() -> None:
    """A wrong token is refused as discord.py expects it of Discord."""
    async with served() as service, Client() as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("not the token")
        assert service.calls[-1].status == 401


async def test_revoked() -> None:
    """A revoked token closes the gateway with 4004, which discord.py does not try to mend."""
    async with served() as service, Client() as client:
        await client.login(service.token)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(_code_of_the_end(client))
            await until(client.is_ready)
            service.revoke()
            assert await asyncio.wait_for(running, SECONDS) == 4004


async def _code_of_the_end(client: Client) -> int:
    with pytest.raises(discord.ConnectionClosed) as ended:
        await client.connect()
    return ended.value.code


@pytest.mark.parametrize("code", [4000, 1001, 1006])
async def test_resume(code: int) -> None:
    """A dropped connection is resumed, and what happened meanwhile is told then."""
    intents = discord.Intents(guilds=True, guild_messages=True)
    async with served() as service, online(service, intents) as client:
        service.drop_gateway(code)
        await service.act({"do": "type", "chat": str(TALK), "user": str(JIWOO), "text": "안녕"})
        await until(lambda: "resumed" in client.told and "message" in client.told)
        assert client.told.count("connect") == 1


async def test_invalid_session() -> None:
    """An invalidated session makes the client identify anew."""
    async with served() as service, online(service) as client:
        client.told.clear()
        service.invalidate_session()
        await until(lambda: "ready" in client.told)
        assert "resumed" not in client.told


async def test_heartbeat() -> None:
    """Heartbeats are acknowledged."""
    async with served() as service, online(service) as client:
        await until(lambda: client.latency < SECONDS)


async def test_privileged_intents() -> None:
    """Intents that were not granted are refused."""
    async with served() as service, Client(discord.Intents(guilds=True, message_content=True)) as client:
        await client.login(service.token)
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await asyncio.wait_for(client.connect(), SECONDS)


@pytest.mark.parametrize(("may_read", "text"), [(False, ""), (True, "안녕")])
async def test_message_content(may_read: bool, text: str) -> None:  # noqa: FBT001 -- a parameter of the test
    """What others write arrives without its text unless the bot may read it."""
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=may_read)
    async with served() as service:
        service.grant(intents.value)
        async with online(service, intents) as client:
            await service.act({"do": "type", "chat": str(TALK), "user": str(JIWOO), "text": "안녕"})
            await until(lambda: "message" in client.told)
            assert [message.content for message in client.cached_messages] == [text]


async def test_own_message() -> None:
    """The bot is told of its own messages, and of their edit and deletion, where it asked for them."""
    async with served() as service, online(service, discord.Intents(guilds=True, guild_messages=True)) as client:
        message = await client.text(TALK).send("속보")
        await message.edit(content="정정")
        await message.delete()
        await until(lambda: {"message", "message_edit", "message_delete"} <= set(client.told))


async def test_kicked() -> None:
    """A bot that is kicked is told so, and has no access any more."""
    async with served() as service, online(service) as client:
        channel = client.text(NEWS)
        service.kick(GUILD)
        await until(lambda: "guild_remove" in client.told)
        with pytest.raises(discord.Forbidden, match="50001"):
            await channel.send("속보")


async def test_channel_deleted() -> None:
    """A deleted channel is told of and unknown from then on."""
    async with served() as service, online(service) as client:
        channel = client.text(NEWS)
        service.delete_channel(NEWS)
        await until(lambda: "guild_channel_delete" in client.told)
        with pytest.raises(discord.NotFound, match="10003"):
            await channel.send("속보")


@pytest.mark.parametrize("query", ["v=10&encoding=json", "v=10&encoding=json&compress=zstd-stream"])
async def test_uncompressed(query: str) -> None:
    """Who asks for no compression, or for one that is not served, gets plain text."""
    async with served() as service, socket_of(service, query) as socket:
        assert json.loads(await socket.receive_str())["op"] == 10


async def test_compressed() -> None:
    """With zlib-stream all payloads are one stream, flushed after each."""
    async with served() as service, socket_of(service, "v=10&encoding=json&compress=zlib-stream") as socket:
        inflate = zlib.decompressobj()
        packed = await socket.receive_bytes()
        assert packed.endswith(b"\x00\x00\xff\xff")
        assert json.loads(inflate.decompress(packed))["op"] == 10


@pytest.mark.parametrize(
    ("query", "payload", "code"),
    [
        ("v=9", {"op": 1, "d": None}, 4012),
        ("v=10", {"op": 3, "d": {}}, 4003),
        ("v=10", {"no": "op"}, 4002),
        ("v=10", {"op": 2, "d": {"token": "wrong", "intents": 0}}, 4004),
        ("v=10", {"op": 2, "d": {"token": "sandbox.discord.token"}}, 4013),
        ("v=10", {"op": 2, "d": {"token": "sandbox.discord.token", "intents": 0, "shard": [3, 2]}}, 4010),
    ],
)
async def test_close_codes(query: str, payload: dict[str, Any], code: int) -> None:
    """A client that does not keep to the protocol is told why it is put out."""
    async with served() as service, socket_of(service, query) as socket:
        await socket.send_json(payload)
        async for _ in socket:
            pass
        assert socket.close_code == code


async def test_outage() -> None:
    """A service that stops and starts again at its port has all it had, and the bot comes back."""
    async with served() as service, online(service) as client:
        sent = await client.text(TALK).send("속보")
        await service.stop()
        await until(lambda: not service.is_bot_online)
        await service.start(port=int(service.url.split(":")[2].split("/")[0]))
        await until(lambda: service.is_bot_online)
        assert [message["id"] for message in service.messages(TALK)] == [str(sent.id)]


async def test_stop() -> None:
    """Stopping does not wait for clients that stay connected."""
    async with served() as service, socket_of(service) as socket:
        await socket.receive()
        async with asyncio.TaskGroup() as tasks:
            leaving = tasks.create_task(socket.receive())
            await asyncio.wait_for(service.stop(), SECONDS)
            assert (await leaving).type is aiohttp.WSMsgType.CLOSE

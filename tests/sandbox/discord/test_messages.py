"""Messages: sent once, edited, deleted, published."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.sandbox.discord import Limits
from tests.sandbox.discord.stage import GUILD, JIWOO, NEWS, TALK, Clock, call, logged_in, send, served

EVERYBODY = f"@everyone <@{JIWOO}> <@&{GUILD}1> `@here`"


async def test_send() -> None:
    """What discord.py sends is there, by the bot, as sent."""
    async with served() as service, logged_in(service) as client:
        embed = discord.Embed(title="속보", description="본문", url="https://example.com/속보", color=0xC8102E)
        embed.set_footer(text="서울신보").set_image(url="https://example.com/a.png")
        sent = await client.get_partial_messageable(NEWS).send("머리기사", embed=embed, silent=True)
        [shown] = service.messages(NEWS)
        assert shown["id"] == str(sent.id)
        assert shown["content"] == "머리기사"
        assert shown["author"]["bot"]
        assert shown["flags"] == 4096
        assert shown["embeds"][0]["footer"] == {"text": "서울신보"}
        assert sent.embeds[0].title == "속보"
        assert [one.message_id for one in service.accepted] == [str(sent.id)]


async def test_nonce() -> None:
    """A repeated nonce gives the first message and makes no second one."""
    async with served() as service, logged_in(service) as client:
        channel = client.get_partial_messageable(NEWS)
        first = await channel.send("속보", nonce="a" * 25)
        again = await channel.send("속보", nonce="a" * 25)
        assert first.id == again.id
        assert len(service.messages(NEWS)) == len(service.accepted) == 1


async def test_nonce_after_deletion() -> None:
    """The nonce of a message that was deleted since is an unknown message, and sends nothing."""
    async with served() as service, logged_in(service) as client:
        channel = client.get_partial_messageable(NEWS)
        await (await channel.send("속보", nonce="a")).delete()
        with pytest.raises(discord.NotFound, match="10008"):
            await channel.send("속보", nonce="a")
        assert service.messages(NEWS) == []


async def test_nonce_forgotten() -> None:
    """After some minutes the same nonce makes a new message."""
    clock = Clock()
    async with served(clock=clock) as service:
        body = {"content": "속보", "nonce": "a", "enforce_nonce": True}
        first = await send(service, body)
        clock.now += 181
        assert (await send(service, body)).body["id"] != first.body["id"]


async def test_nonce_not_enforced() -> None:
    """A nonce that is not enforced prevents nothing."""
    async with served() as service:
        await send(service, {"content": "속보", "nonce": 7})
        await send(service, {"content": "속보", "nonce": 7})
        assert len(service.messages(NEWS)) == 2


async def test_edit() -> None:
    """An edit changes what it names, leaves the rest, and shows when it was."""
    async with served() as service, logged_in(service) as client:
        message = await client.get_partial_messageable(NEWS).send("속보", embed=discord.Embed(title="제목"))
        await message.edit(content="정정")
        [shown] = service.messages(NEWS)
        assert (shown["content"], shown["embeds"][0]["title"]) == ("정정", "제목")
        assert shown["edited_timestamp"] is not None


async def test_edit_of_another() -> None:
    """What somebody else wrote cannot be edited."""
    async with served() as service:
        typed = await service.act({"do": "type", "chat": str(TALK), "user": str(JIWOO), "text": "안녕"})
        path = f"/channels/{TALK}/messages/{typed['message']['id']}"
        assert (await call(service, "PATCH", path, {"content": "x"})).body["code"] == 50005
        assert (await call(service, "DELETE", path)).body["code"] == 50013


async def test_delete() -> None:
    """A deleted message is gone, and cannot be edited, read or deleted any more."""
    async with served() as service, logged_in(service) as client:
        message = await client.get_partial_messageable(NEWS).send("속보")
        await message.delete()
        assert service.messages(NEWS) == []
        for again in (message.delete(), message.edit(content="x"), message.fetch()):
            with pytest.raises(discord.NotFound, match="10008"):
                await again


async def test_publish() -> None:
    """A message is published once, and only from an announcement channel."""
    async with served() as service, logged_in(service) as client:
        message = await client.get_partial_messageable(NEWS).send("속보")
        await message.publish()
        assert service.messages(NEWS)[0]["flags"] == 1
        with pytest.raises(discord.HTTPException, match="40033"):
            await message.publish()
        elsewhere = await client.get_partial_messageable(TALK).send("속보")
        with pytest.raises(discord.HTTPException, match="50024"):
            await elsewhere.publish()


@pytest.mark.parametrize(
    ("allowed", "users", "roles", "everyone"),
    [
        (None, 1, 1, True),
        ({"parse": []}, 0, 0, False),
        ({}, 0, 0, False),
        ({"parse": ["everyone"]}, 0, 0, True),
        ({"parse": [], "users": [str(JIWOO)]}, 1, 0, False),
        ({"parse": ["roles"], "users": ["1"]}, 0, 1, False),
    ],
)
async def test_mentions(
    allowed: dict[str, Any] | None,
    users: int,
    roles: int,
    everyone: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    """A message shows whom it pings: everybody it mentions, unless allowed_mentions is there and says less."""
    async with served() as service:
        await send(service, {"content": EVERYBODY} | ({} if allowed is None else {"allowed_mentions": allowed}))
        [shown] = service.messages(NEWS)
        assert len(shown["mentions"]) == users
        assert len(shown["mention_roles"]) == roles
        assert shown["mention_everyone"] is everyone


@pytest.mark.parametrize(("is_mentionable", "may_ping_all", "is_pinged"), [(0, 1, 1), (1, 0, 1), (0, 0, 0)])
async def test_roles(is_mentionable: int, may_ping_all: int, is_pinged: int) -> None:
    """A role is pinged where it is mentionable or the bot may ping any; one that does not exist never is."""
    async with served() as service:
        service.add_role(77, GUILD, "독자", is_mentionable=bool(is_mentionable))
        if not may_ping_all:
            service.deny(NEWS, "mention_everyone")
        await send(service, {"content": "<@&77> <@&78>", "allowed_mentions": {"parse": [], "roles": ["77", "78"]}})
        [shown] = service.messages(NEWS)
        assert shown["mention_roles"] == ["77"] * is_pinged


async def test_embeds_ping_nobody() -> None:
    """What stands in an embed pings nobody."""
    async with served() as service:
        await send(service, {"embeds": [{"title": EVERYBODY}]})
        [shown] = service.messages(NEWS)
        assert (shown["mentions"], shown["mention_roles"], shown["mention_everyone"]) == ([], [], False)


async def test_latency() -> None:
    """A request and its answer take as long as the service was told, and are accepted on the way."""
    async with served(latency=0.02, limits=Limits.off()) as service:
        before = service._clock()
        await send(service, {"content": "속보"})
        assert before + 0.02 <= service._clock()
        assert before + 0.01 <= service.accepted[0].at

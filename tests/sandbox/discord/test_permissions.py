"""What the bot may do, as REST enforces it and the gateway tells it."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.sandbox.discord.stage import NEWS, TALK, call, logged_in, online, send, served, until


@pytest.mark.parametrize(
    ("permission", "code"), [("view_channel", 50001), ("send_messages", 50013), ("EMBED_LINKS", 50013)]
)
async def test_send(permission: str, code: int) -> None:
    """Without the right to see, to send or to embed, a message with an embed is refused with the right code."""
    async with served() as service, logged_in(service) as client:
        service.deny(NEWS, permission)
        with pytest.raises(discord.Forbidden) as refused:
            await client.get_partial_messageable(NEWS).send(embed=discord.Embed(title="속보"))
        assert refused.value.code == code
        assert service.messages(NEWS) == []


async def test_plain_text_needs_no_embeds() -> None:
    """Without the right to embed, text is still sent."""
    async with served() as service:
        service.deny(NEWS, "embed_links")
        assert (await send(service, {"content": "속보"})).status == 200


async def test_reading() -> None:
    """Without the history, a message cannot be read, though it may be edited and deleted."""
    async with served() as service:
        path = f"/channels/{NEWS}/messages/{(await send(service, {'content': '속보'})).body['id']}"
        service.deny(NEWS, "read_message_history")
        assert (await call(service, "GET", path)).body["code"] == 50001
        assert (await call(service, "PATCH", path, {"content": "정정"})).status == 200
        assert (await call(service, "DELETE", path)).status == 204


async def test_given_back() -> None:
    """What is denied can be allowed again."""
    async with served() as service:
        service.deny(NEWS, "send_messages")
        service.allow(NEWS, "send_messages")
        assert (await send(service, {"content": "속보"})).status == 200


async def test_gateway_agrees() -> None:
    """The gateway tells the same rights that REST enforces, before and while connected."""
    async with served() as service:
        service.deny(NEWS, "send_messages")
        async with online(service) as client:
            me = client.text(NEWS).guild.me
            assert not client.text(NEWS).permissions_for(me).send_messages
            assert client.text(TALK).permissions_for(me).embed_links
            service.deny(TALK, "embed_links")
            await until(lambda: not client.text(TALK).permissions_for(me).embed_links)


async def test_unknown_permission() -> None:
    """A permission that the sandbox does not know is a mistake of the test."""
    async with served() as service:
        with pytest.raises(ValueError, match="no permission 'fly'; it knows manage_channels"):
            service.deny(NEWS, "fly")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"/channels/{NEWS}/typing", None),
        ("POST", f"/channels/{NEWS}/messages", {"content": "x"}),
        ("GET", f"/channels/{NEWS}", None),
    ],
)
async def test_revoked(method: str, path: str, body: Any) -> None:
    """A revoked token is refused everywhere."""
    async with served() as service:
        service.revoke()
        answer = await call(service, method, path, body)
        assert (answer.status, answer.body) == (401, {"message": "401: Unauthorized", "code": 0})

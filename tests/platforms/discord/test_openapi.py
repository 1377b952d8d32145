"""Everything the adapter asks of Discord, held against Discord's own description of its API."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.post import Level, Note
from bot.sandbox.discord.places import Forum, Tag
from bot.sandbox.faults import Failure, Fault
from tests.openapi import needs_description, problems
from tests.platforms.discord.conftest import CHANNEL, GUILD, MANAGER, TEXT, alert, is_online, listening, until

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

REFUSED = {"code": 50035, "message": "Invalid Form Body"}

NEWS, FORUM = 2005, 2006


def complaints(service: DiscordService) -> list[str]:
    """Return what the description has against the requests so far."""
    asked = [(*call.name.split(" "), call.body) for call in service.calls]
    return [problem for method, path, body in asked for problem in problems(method, path, body)]


def named(service: DiscordService) -> set[str]:
    """Return the names of the requests so far."""
    return {call.name for call in service.calls}


@needs_description
async def test_messages(service: DiscordService, connection: DiscordConnection) -> None:
    """Every form of an alert, as an embed and as plain text, is sent, edited and deleted as described."""
    messenger = connection.messenger
    for level in Level:
        loud = replace(alert(), level=level, image="https://news.example/a.jpg")
        message_id = await messenger.send(CHANNEL, loud, f"n-{level}")
        for call in ("POST /channels/{id}/messages", "PATCH /channels/{id}/messages/{id}"):
            service.faults.add(Fault(Failure.ANSWER, call, status=400, body=REFUSED))
        if level is Level.SILENT:
            await messenger.send(CHANNEL, loud, "n-plain")
            await messenger.edit(CHANNEL, message_id, loud)
            await messenger.edit(CHANNEL, message_id, loud)
        service.faults.clear()
        await messenger.delete(CHANNEL, message_id)
    assert {name.split()[0] for name in named(service)} == {"GET", "POST", "PATCH", "DELETE"}
    assert complaints(service) == []


@needs_description
async def test_note(service: DiscordService, connection: DiscordConnection) -> None:
    """A note is sent as described."""
    replied = await connection.messenger.send(CHANNEL, alert(), "n1")
    await connection.messenger.send(CHANNEL, replace(alert(), note=Note.RAISED), "n2", reply_to=replied)
    assert complaints(service) == []


@needs_description
async def test_kinds_of_channels(service: DiscordService, connection: DiscordConnection) -> None:
    """Roles are mentioned, messages published, posts begun, opened, renamed and deleted as described."""
    service.add_text(NEWS, GUILD, "공지", announcement=True)
    service.add_forum(FORUM, GUILD, "기사", Forum(tags=[Tag(id="1", name="정치")]))
    news = replace(CHANNEL, address=str(NEWS), roles=((Level.NORMAL, "77"),))
    await connection.followers.publish(news, await connection.messenger.send(news, alert(), "n1"))
    forum = replace(CHANNEL, address=str(FORUM))
    sent = await connection.messenger.send(forum, alert(), "n2")
    for post in service.posts(FORUM):
        assert post.thread is not None
        post.thread.is_archived = True
    await connection.messenger.edit(forum, sent, alert("맞는 제목"))
    assert await connection.messenger.send(forum, alert("맞는 제목"), "n2", 1.0) == sent
    await connection.messenger.delete(forum, sent)
    assert complaints(service) == []


@needs_description
async def test_conversation(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> None:
    """Commands are registered, and questions answered, at once, late and in private, as described."""
    place = {"chat": str(TEXT), "user": str(MANAGER)}
    async with listening(connection, desk):
        await until(lambda: bool(service.state()["commands"]) and is_online(service))
        await service.act({"do": "command", "name": "subscribe", **place})
        await service.act({"do": "command", "name": "latest", **place})
        await until(lambda: bool(service.messages(TEXT)))
        message_id = service.messages(TEXT)[-1]["id"]
        await service.act({"do": "press", "message_id": message_id, "custom_id": "/latest 5", **place})
        desk.hurry.clear()
        await service.act({"do": "command", "name": "latest", **place})
        desk.hurry.set()
        await until(lambda: any(name.startswith("PATCH ") for name in named(service)))
    assert complaints(service) == []

"""Replies: to what is there, to what is gone, with and without a ping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.sandbox.journal import Journal
from tests.sandbox.discord.stage import JIWOO, NEWS, TALK, call, logged_in, send, served

if TYPE_CHECKING:
    from pathlib import Path


def reply(message_id: object, **more: Any) -> dict[str, Any]:
    """Return the body of a reply."""
    return {"content": "답", "message_reference": {"message_id": message_id, **more}}


async def test_reply() -> None:
    """What discord.py sends as a reply is one, and says what it replies to as that reads now."""
    async with served() as service, logged_in(service) as client:
        replied = await client.get_partial_messageable(NEWS).send("속보")
        sent = await replied.reply("답")
        assert sent.type is discord.MessageType.reply
        assert sent.reference is not None
        assert sent.reference.message_id == replied.id
        await replied.edit(content="정정")
        again = await client.get_partial_messageable(NEWS).fetch_message(sent.id)
        assert again.reference is not None
        assert isinstance(again.reference.resolved, discord.Message)
        assert again.reference.resolved.content == "정정"
        await replied.delete()
        alone = await client.get_partial_messageable(NEWS).fetch_message(sent.id)
        assert alone.reference is not None
        assert isinstance(alone.reference.resolved, discord.DeletedReferencedMessage)


async def test_gone() -> None:
    """A reply to what is gone is refused, unless it says that it may be sent as no reply."""
    async with served() as service:
        gone = (await send(service, {"content": "속보"})).body["id"]
        await call(service, "DELETE", f"/channels/{NEWS}/messages/{gone}")
        refused = await send(service, reply(gone))
        assert (refused.status, refused.body["code"]) == (400, 50035)
        assert refused.body["errors"]["message_reference"]["_errors"][0]["code"] == "REPLIES_UNKNOWN_MESSAGE"
        taken = await send(service, reply(gone, fail_if_not_exists=False))
        assert (taken.status, taken.body["type"], "message_reference" in taken.body) == (200, 0, False)


async def test_elsewhere() -> None:
    """A message of another channel cannot be replied to."""
    async with served() as service:
        there = (await send(service, {"content": "속보"}, TALK)).body["id"]
        refused = await send(service, reply(there, channel_id=str(TALK)))
        [wrong] = refused.body["errors"]["message_reference"]["_errors"]
        assert wrong["code"] == "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL"
        assert (await send(service, reply(there))).status == 400


async def test_history() -> None:
    """Without the right to read the history nothing can be replied to, whatever the reply says."""
    async with served() as service:
        replied = (await send(service, {"content": "속보"})).body["id"]
        service.deny(NEWS, "read_message_history")
        refused = await send(service, reply(replied, fail_if_not_exists=False))
        assert (refused.status, refused.body["code"]) == (403, 160002)


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [(None, 1), ({"parse": []}, 0), ({"replied_user": True}, 1), ({"parse": ["users"], "replied_user": False}, 0)],
)
async def test_ping(allowed: dict[str, Any] | None, pinged: int) -> None:
    """A reply pings whom it replies to, unless allowed_mentions is there and does not say so."""
    async with served() as service:
        typed = await service.act({"do": "type", "chat": str(TALK), "user": str(JIWOO), "text": "안녕"})
        more = {} if allowed is None else {"allowed_mentions": allowed}
        await send(service, reply(typed["message"]["id"]) | more, TALK)
        assert len(service.messages(TALK)[-1]["mentions"]) == pinged


async def test_restart(tmp_path: Path) -> None:
    """A reply is one after a restart, too."""
    path = tmp_path / "journal.jsonl"
    async with served(journal=Journal(path)) as service:
        replied = (await send(service, {"content": "속보"})).body["id"]
        sent = (await send(service, reply(replied))).body["id"]
    async with served(journal=Journal(path)) as service:
        again = (await call(service, "GET", f"/channels/{NEWS}/messages/{sent}")).body
        assert again["referenced_message"]["id"] == replied

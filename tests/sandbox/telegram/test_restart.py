"""What happened is still there after a restart, from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ReplyParameters

from bot.sandbox.journal import Journal
from bot.sandbox.telegram import TelegramService
from tests.sandbox.telegram.conftest import CHANNEL, GROUP, PERSON, UNLIMITED, client, furnish

if TYPE_CHECKING:
    from pathlib import Path


def service(path: Path) -> TelegramService:
    """Return a service that remembers."""
    return furnish(TelegramService(journal=Journal(path), limits=UNLIMITED))


async def test_messages(tmp_path: Path) -> None:
    """Messages come back as last edited, without the deleted ones, and ids go on counting."""
    first = service(tmp_path / "journal")
    await first.start()
    async with client(first) as bot:
        sent = [await bot.send_message(CHANNEL, text) for text in "abc"]
        await bot.edit_message_text("B", CHANNEL, sent[1].message_id)
        await bot.delete_message(CHANNEL, sent[2].message_id)
    await first.act({"do": "type", "chat": PERSON, "user": PERSON, "text": "/latest"})
    await first.stop()
    second = service(tmp_path / "journal")
    assert second.state()["chats"] == first.state()["chats"]
    assert [one["text"] for one in second.messages(CHANNEL)] == ["a", "B"]
    await second.start()
    async with client(second) as bot:
        assert (await bot.send_message(CHANNEL, "d")).message_id == sent[2].message_id + 1
        assert await bot.edit_message_text("A", CHANNEL, sent[0].message_id)
    await second.stop()


async def test_reply(tmp_path: Path) -> None:
    """A reply still says what it replies to."""
    first = service(tmp_path / "journal")
    await first.start()
    async with client(first) as bot:
        replied = await bot.send_message(CHANNEL, "a")
        await bot.send_message(CHANNEL, "b", reply_parameters=ReplyParameters(replied.message_id))
    await first.stop()
    assert service(tmp_path / "journal").messages(CHANNEL)[1]["reply_to_message"]["text"] == "a"


async def test_updates(tmp_path: Path) -> None:
    """Updates that nobody confirmed wait again, under their old ids."""
    first = service(tmp_path / "journal")
    await first.start()
    for text in ("one", "two"):
        await first.act({"do": "type", "chat": PERSON, "user": PERSON, "text": text})
    async with client(first) as bot:
        updates = await bot.get_updates()
        await bot.get_updates(offset=updates[1].update_id)
    await first.stop()
    second = service(tmp_path / "journal")
    await second.start()
    async with client(second) as bot:
        assert [one.update_id for one in await bot.get_updates()] == [updates[1].update_id]
        await second.act({"do": "type", "chat": PERSON, "user": PERSON, "text": "three"})
        assert (await bot.get_updates())[-1].update_id == updates[1].update_id + 1
    await second.stop()


async def test_migration(tmp_path: Path) -> None:
    """A group that became a supergroup is one still."""
    first = service(tmp_path / "journal")
    to = first.migrate(GROUP)
    second = service(tmp_path / "journal")
    assert {chat["id"] for chat in second.state()["chats"]} == {chat["id"] for chat in first.state()["chats"]}
    assert second.messages(to)[0]["migrate_from_chat_id"] == GROUP
    await first.stop()

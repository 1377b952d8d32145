"""What the sandbox's Discord keeps across a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.journal import Journal
from tests.sandbox.discord.stage import JIWOO, NEWS, TALK, call, online, send, served
from tests.sandbox.discord.test_commands import COMMANDS, LATEST, add_latest

if TYPE_CHECKING:
    from pathlib import Path


async def test_restart(tmp_path: Path) -> None:
    """Messages, edits, deletions and commands come back, and ids go on growing."""
    path = tmp_path / "journal.jsonl"
    async with served(journal=Journal(path)) as service:
        kept, edited, deleted = [(await send(service, {"content": f"{n}"})).body["id"] for n in range(3)]
        await call(service, "PATCH", f"/channels/{NEWS}/messages/{edited}", {"content": "정정"})
        await call(service, "DELETE", f"/channels/{NEWS}/messages/{deleted}")
        await service.act({"do": "type", "chat": str(TALK), "user": str(JIWOO), "text": "안녕"})
        await call(service, "PUT", COMMANDS, [LATEST])
        before = service.state()
    async with served(journal=Journal(path)) as service:
        assert service.state() == before
        assert [message["id"] for message in service.messages(NEWS)] == [kept, edited]
        assert int((await send(service, {"content": "새"})).body["id"]) > int(deleted)


async def test_nonce_survives(tmp_path: Path) -> None:
    """A nonce used before the restart is still known after it."""
    body = {"content": "속보", "nonce": "n", "enforce_nonce": True}
    async with served(journal=Journal(tmp_path / "journal.jsonl")) as service:
        first = await send(service, body)
    async with served(journal=Journal(tmp_path / "journal.jsonl")) as service:
        assert (await send(service, body)).body["id"] == first.body["id"]


async def test_others_entries(tmp_path: Path) -> None:
    """Entries of another service in the same journal are left alone."""
    path = tmp_path / "journal.jsonl"
    path.write_text('{"service": "telegram", "kind": "commands", "chat": "1", "message_id": 5}\n', encoding="utf-8")
    async with served(journal=Journal(path)) as service:
        assert service.state()["commands"] == []


async def test_state() -> None:
    """The state has every chat with its people and messages; what only one person sees says whose it is."""
    async with served() as service, online(service) as client:
        add_latest(client)
        await client.tree.sync()
        await service.act({"do": "command", "chat": str(TALK), "user": str(JIWOO), "name": "latest"})
        state = service.state()
        news, talk = state["chats"]
        assert (state["service"], state["bot"]["username"]) == ("discord", "Sokbo")
        assert [command["name"] for command in state["commands"]] == ["latest"]
        assert (news["id"], news["type"], news["title"]) == (str(NEWS), "announcement", "속보")
        assert news["guild"] == {"id": "2000", "name": "서울신보"}
        assert talk["people"][1] == {"id": str(JIWOO), "name": "지우", "locale": "en-US", "may_manage": False}
        assert talk["messages"][0]["for"] == str(JIWOO)


async def test_changes() -> None:
    """Watchers are told of each message, edit and deletion."""
    async with served() as service:
        with service.changes.watch() as changes:
            message_id = (await send(service, {"content": "속보"})).body["id"]
            await call(service, "PATCH", f"/channels/{NEWS}/messages/{message_id}", {"content": "정정"})
            await call(service, "DELETE", f"/channels/{NEWS}/messages/{message_id}")
            await call(service, "PUT", COMMANDS, [LATEST])
            told = [changes.get_nowait() for _ in range(changes.qsize())]
        assert [change["kind"] for change in told] == ["message", "edit", "delete", "commands"]
        assert {change["service"] for change in told} == {"discord"}
        assert told[1]["message"]["content"] == "정정"
        assert told[2] == {"service": "discord", "chat": str(NEWS), "kind": "delete", "message_id": message_id}

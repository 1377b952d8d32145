"""What the page hears and does over HTTP, with the real services behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.scene import (
    ALEX,
    DISCORD_FORUM,
    DISCORD_GENERAL,
    DISCORD_NEWS,
    JIMIN,
    TELEGRAM_CHANNEL,
    TELEGRAM_GROUP,
    TELEGRAM_NEWSROOM,
    TELEGRAM_PRIVATE,
    TELEGRAM_UNCONNECTED,
)
from tests.sandbox.page.conftest import done, served
from tests.sandbox.page.events import listening

if TYPE_CHECKING:
    from aiohttp import ClientSession


async def test_scene(visitor: ClientSession) -> None:
    """The state shows the scene's chats on both services and the people one may look as."""
    privates = [str(one.discord + 7_000_000_000) for one in (JIMIN, ALEX)]
    state = await (await done(visitor.get("state"))).json()
    chats = {name: [chat["id"] for chat in one["chats"]] for name, one in state["services"].items()}
    assert chats == {
        "telegram": [
            str(one)
            for one in (
                TELEGRAM_CHANNEL,
                JIMIN.telegram,
                ALEX.telegram,
                TELEGRAM_GROUP,
                TELEGRAM_NEWSROOM,
                TELEGRAM_UNCONNECTED,
            )
        ],
        "discord": [str(DISCORD_NEWS), str(DISCORD_GENERAL), str(DISCORD_FORUM), *privates],
    }
    assert [one["name"] for one in state["viewers"]] == ["지민", "Alex"]
    assert state["may_publish"] is True


async def test_live(visitor: ClientSession, sandbox: Sandbox) -> None:
    """A message of python-telegram-bot's arrives as a change, after the state that came first."""
    async with listening(visitor) as events, Bot(sandbox.telegram.token, f"{sandbox.telegram.url}/bot") as bot:
        kind, state = await events.next()
        await bot.send_message(TELEGRAM_CHANNEL, "<b>속보</b>", parse_mode="HTML")
        _, change = await events.next()
    assert (kind, sorted(state["services"])) == ("state", ["discord", "telegram"])
    assert (change["kind"], change["chat"]) == ("message", str(TELEGRAM_CHANNEL))
    assert change["message"]["entities"][0]["type"] == "bold"


async def test_back_again(visitor: ClientSession) -> None:
    """A stream opened again begins with everything that happened in between."""
    async with listening(visitor) as events:
        await events.next()
    await act(visitor, service="telegram", do="type", chat=TELEGRAM_PRIVATE, user=JIMIN.telegram, text="/help")
    async with listening(visitor) as events:
        _, state = await events.next()
    private = state["services"]["telegram"]["chats"][1]
    assert [message["text"] for message in private["messages"]] == ["/help"]


async def test_typing(visitor: ClientSession, sandbox: Sandbox) -> None:
    """What a person types reaches the bot as an update."""
    await act(visitor, service="telegram", do="type", chat=TELEGRAM_PRIVATE, user=JIMIN.telegram, text="/latest 3")
    async with Bot(sandbox.telegram.token, f"{sandbox.telegram.url}/bot") as bot:
        (update,) = await bot.get_updates(timeout=1)
    assert update.message is not None
    assert update.message.text == "/latest 3"


async def test_plain_talk(visitor: ClientSession, sandbox: Sandbox) -> None:
    """What a person writes on Discord is shown there."""
    await act(visitor, service="discord", do="type", chat=DISCORD_GENERAL, user=ALEX.discord, text="hello")
    assert [one["content"] for one in sandbox.discord.messages(DISCORD_GENERAL)] == ["hello"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("act", {"service": "icq", "do": "type"}),
        ("act", {"service": "telegram", "do": "dance", "chat": str(TELEGRAM_PRIVATE)}),
        ("act", {"service": "telegram", "do": "type", "chat": "5", "user": "5", "text": "x"}),
        (
            "act",
            {"service": "discord", "do": "command", "chat": str(DISCORD_NEWS), "user": str(JIMIN.discord), "name": "x"},
        ),
        ("act", {"service": "discord", "do": "press", "chat": str(DISCORD_NEWS), "user": str(JIMIN.discord)}),
        ("act", ["a", "list"]),
        ("trouble", {"service": "telegram", "trouble": "earthquake"}),
        ("trouble", {"service": [], "trouble": {}}),
    ],
)
async def test_mistakes(visitor: ClientSession, path: str, content: Any) -> None:
    """A mistake is answered 400 with a sentence for the visitor."""
    response = await done(visitor.post(path, json=content))
    assert response.status == 400
    assert (await response.json())["error"]


async def test_publish(visitor: ClientSession, sandbox: Sandbox) -> None:
    """The publish button publishes and names the file it wrote."""
    del sandbox
    assert await (await done(visitor.post("publish", json={}))).json() == {"published": "post.md"}


async def test_nobody_publishes() -> None:
    """Without a bot beside it the page says that nobody publishes."""
    async with served(Sandbox()) as visitor:
        response = await done(visitor.post("publish", json={}))
        assert response.status == 400
        assert "run the bot" in (await response.json())["error"]


async def test_kept(visitor: ClientSession, sandbox: Sandbox) -> None:
    """A sandbox on the same folder shows what was said before."""
    await act(visitor, service="telegram", do="type", chat=TELEGRAM_PRIVATE, user=JIMIN.telegram, text="/help")
    await act(visitor, service="discord", do="type", chat=DISCORD_GENERAL, user=ALEX.discord, text="hello")
    journal = sandbox._journal._path
    assert journal is not None
    again = Sandbox(journal.parent)
    await again.start()
    try:
        assert [one["text"] for one in again.telegram.messages(TELEGRAM_PRIVATE)] == ["/help"]
        assert [one["content"] for one in again.discord.messages(DISCORD_GENERAL)] == ["hello"]
    finally:
        await again.stop()


async def test_streams_end(sandbox: Sandbox) -> None:
    """A server that stops ends the page's streams at once instead of waiting for them."""
    async with served(sandbox) as visitor, listening(visitor) as events:
        await events.next()
        await sandbox.page.shutdown()
        with pytest.raises(EOFError):
            await events.next()


async def act(visitor: ClientSession, **action: Any) -> None:
    """Do something as a person; ids travel as text, as in a browser."""
    response = await done(visitor.post("act", json={key: str(value) for key, value in action.items()}))
    assert response.status == 200, await response.text()

"""Readers' questions on Telegram, typed into the sandbox and answered by the adapter."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Kind, Language, Platform
from bot.core.errors import Unauthorized
from bot.platforms.telegram.connection import connect
from tests.platforms.telegram.conftest import TOKEN, listening, until
from tests.platforms.telegram.desk import LATEST
from tests.platforms.telegram.samples import declines

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.delivery import Channel
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk


async def types(telegram: TelegramService, text: str, *, chat: int = 1001, user: int = 1001) -> None:
    """Let a person type a line."""
    await telegram.act({"do": "type", "chat": str(chat), "user": str(user), "text": text})


def answered(telegram: TelegramService, chat: int = 1001) -> list[str]:
    """Return what the bot has said in the chat."""
    return [one["text"] for one in telegram.messages(chat) if one["text"].startswith("heard")]


async def test_menu(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """The command menu is there in English for everybody, and in Korean for those whose app is Korean."""
    async with listening(connection, desk):
        await until(lambda: "ko" in telegram.state()["commands"])
    menus = telegram.state()["commands"]
    assert menus[""] == [{"command": "latest", "description": "The latest stories"}]
    assert menus["ko"] == [{"command": "latest", "description": "최신 기사를 보여 드립니다"}]


async def test_menu_by_scope(telegram: TelegramService, desk: RecordingDesk) -> None:
    """Members of a group see what is for all, its managers and private chats the rest, operators theirs alone."""
    desk.commands = (
        LATEST,
        replace(LATEST, name="subscribe", for_managers=True),
        replace(LATEST, name="held", for_operators=True),
        replace(LATEST, name="roles", platforms=frozenset({Platform.DISCORD})),
    )
    async with connect(TOKEN, api_url=telegram.url, admin_chats=["-2001"]) as connection, listening(connection, desk):
        await until(lambda: menu(telegram, -2001, "member", "ko") == ["latest", "subscribe", "held"])
    telegram.add_group(-2002, "독자", [1001])
    assert menu(telegram, -2002, "member", "ko") == menu(telegram, -2002, "member", "") == ["latest"]
    assert menu(telegram, -2002, "admin", "ko") == ["latest", "subscribe"]
    assert menu(telegram, 1001, "member", "ko") == ["latest", "subscribe"]


def menu(telegram: TelegramService, chat: int, kind: str, language: str) -> list[str]:
    """Return the commands that somebody sees in the chat."""
    shown = next(one for one in telegram.state()["chats"] if one["id"] == str(chat))["menus"][kind]
    return [one["command"] for one in shown.get(language, ())]


async def test_private(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A command in a private chat is answered there, and its asker manages that chat."""
    async with listening(connection, desk):
        await types(telegram, "/latest 3")
        await until(lambda: answered(telegram) == ["heard: /latest 3"])
    (text, asker), channel = desk.heard[0], desk.heard[0][1].channel
    assert (text, asker.user, asker.language, asker.manages) == ("/latest 3", "1001", Language.KO, True)
    assert (channel.address, channel.kind, channel.title) == ("1001", Kind.PRIVATE, "지민")


async def test_korean_text(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A Korean word without a slash reaches the desk as it was typed."""
    async with listening(connection, desk):
        await types(telegram, "최신 3")
        await until(lambda: answered(telegram) == ["heard: 최신 3"])


async def test_small_talk(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """What the desk has no answer to is left alone."""
    async with listening(connection, desk):
        await types(telegram, "small talk")
        await types(telegram, "/latest")
        await until(lambda: answered(telegram) == ["heard: /latest"])


async def test_language(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A reader whose app is not Korean is answered in English."""
    async with listening(connection, desk):
        await types(telegram, "/latest", chat=1002, user=1002)
        await until(lambda: len(desk.heard) == 1)
    assert desk.heard[0][1].language is Language.EN


async def test_group(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A command in a group is answered as a reply to it, and Telegram is asked who manages the group."""
    async with listening(connection, desk):
        await types(telegram, "/latest", chat=-2001, user=1001)
        await types(telegram, "/latest", chat=-2001, user=1002)
        await until(lambda: len(answered(telegram, -2001)) == 2)
        admin, other = (asker for _, asker in desk.heard)
        assert (admin.channel.kind, admin.manages, other.manages) == (Kind.GROUP, None, None)
        assert await connection.rights.manages(admin, admin.channel)
        assert not await connection.rights.manages(other, other.channel)
    asked, _ = (one for one in telegram.messages(-2001) if one["text"] == "/latest")
    reply = next(one for one in telegram.calls if one.name == "sendMessage")
    assert reply.body["reply_parameters"]["message_id"] == asked["message_id"]


async def test_no_rights(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """That somebody does not manage a group is asked of Telegram once for several questions in a row."""
    async with listening(connection, desk):
        await types(telegram, "/latest", chat=-2001, user=1002)
        await until(lambda: len(desk.heard) == 1)
        asker = desk.heard[0][1]
        assert [await connection.rights.manages(asker, asker.channel) for _ in range(3)] == [False] * 3
    assert [one.name for one in telegram.calls].count("getChatMember") == 1


async def test_other_bot(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A command addressed to another bot is not ours; one addressed to us is, whatever the case of the name."""
    async with listening(connection, desk):
        await types(telegram, "/latest@other_bot 3", chat=-2001)
        await types(telegram, "/latest@Sokbo_Bot 5", chat=-2001)
        await until(lambda: len(answered(telegram, -2001)) == 1)
    assert [text for text, _ in desk.heard] == ["/latest 5"]


async def test_channel_post(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A command posted in a channel comes from somebody who manages it."""
    async with listening(connection, desk):
        await types(telegram, "/latest", chat=-1001)
        await until(lambda: answered(telegram, -1001) == ["heard: /latest"])
    assert (desk.heard[0][1].channel.kind, desk.heard[0][1].manages) == (Kind.BROADCAST, True)


async def test_button(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A pressed button asks as if its command had been typed, and its spinner stops."""
    keyboard = {"inline_keyboard": [[{"text": "최신", "callback_data": "/latest 3"}]]}
    message = {"chat_id": 1001, "text": "무엇을 볼까요?", "reply_markup": keyboard}
    sent = await connection._api.call("sendMessage", message)
    async with listening(connection, desk):
        press = {"do": "press", "chat": "1001", "user": "1001", "message_id": sent["message_id"], "data": "/latest 3"}
        await telegram.act(press)
        await until(lambda: answered(telegram) == ["heard: /latest 3"])
    assert "answerCallbackQuery" in [one.name for one in telegram.calls]


async def test_typed_while_down(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """What was typed while the bot was down is answered when it is back, once."""
    async with listening(connection, desk):
        await types(telegram, "/latest 1")
        await until(lambda: len(answered(telegram)) == 1)
    await types(telegram, "/latest 2")
    async with listening(connection, desk):
        await until(lambda: len(answered(telegram)) == 2)
        await types(telegram, "/latest 3")
        await until(lambda: len(answered(telegram)) == 3)
    assert answered(telegram) == [f"heard: /latest {number}" for number in (1, 2, 3)]


async def test_stopped_in_hand(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A command that was read but not yet answered when the bot stopped is answered by the next one."""
    reached, never = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def hang(_: Channel) -> AsyncIterator[bool]:
        reached.set()
        yield await never.wait()

    async with connect(TOKEN, api_url=telegram.url, turn=hang) as first, listening(first, desk):
        await types(telegram, "/latest")
        await asyncio.wait_for(reached.wait(), 5)
    async with connect(TOKEN, api_url=telegram.url) as second, listening(second, desk):
        await until(lambda: answered(telegram) == ["heard: /latest"])


async def test_bad_update(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A question that breaks the desk does not stop the next one."""
    async with listening(connection, desk):
        await types(telegram, "/break")
        await types(telegram, "/latest")
        await until(lambda: answered(telegram) == ["heard: /latest"])


async def test_slow_chat(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A chat whose answer takes long holds up nobody else, and its own answers keep their order."""
    gate, turns = asyncio.Event(), iter([True, False, False, False])

    @asynccontextmanager
    async def first_waits(_: Channel) -> AsyncIterator[bool]:
        yield await gate.wait() if next(turns) else True

    async with connect(TOKEN, api_url=telegram.url, turn=first_waits) as connection, listening(connection, desk):
        await types(telegram, "/slow")
        await until(lambda: len(desk.heard) == 1)
        await types(telegram, "/after slow")
        await types(telegram, "/quick", chat=1002, user=1002)
        await until(lambda: answered(telegram, 1002) == ["heard: /quick"])
        assert answered(telegram) == []
        gate.set()
        await until(lambda: answered(telegram) == ["heard: /slow", "heard: /after slow"])


async def test_reply_throttled(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A reply that has to wait a moment is sent after it."""
    telegram.faults.add(declines(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
    async with listening(connection, desk):
        await types(telegram, "/latest")
        await until(lambda: answered(telegram) == ["heard: /latest"])


async def test_reply_refused(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A reply that is refused is given up, and the next question is answered."""
    telegram.faults.add(declines(403, "Forbidden: bot was blocked by the user"))
    async with listening(connection, desk):
        await types(telegram, "/latest 1")
        await types(telegram, "/latest 2")
        await until(lambda: answered(telegram) == ["heard: /latest 2"])


async def test_wrong_token(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A wrong token ends the listening, and says so."""
    async with connect("7:wrong", api_url=telegram.url) as connection:
        with pytest.raises(Unauthorized):
            await connection.listener.listen(desk)


async def test_revoked_token(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A token revoked in the middle ends the listening with the same error."""

    async def revoke_later() -> None:
        await types(telegram, "/latest")
        await until(lambda: len(answered(telegram)) == 1)
        telegram.revoke()

    async with asyncio.TaskGroup() as group:
        group.create_task(revoke_later())
        with pytest.raises(Unauthorized):
            await connection.listener.listen(desk)

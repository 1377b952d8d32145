"""Pressed buttons: what becomes of the message, what only the presser sees, and what is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.readers.conversation import Button, Menu, Option, Reply, Span
from bot.platforms.telegram.connection import connect
from tests.platforms.telegram.conftest import TOKEN, listening, until
from tests.platforms.telegram.samples import declines

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk


def said(text: str, /, **more: Any) -> Reply:
    """Return a reply of one line."""
    return Reply(((Span(text),),), **more)


async def button(connection: TelegramConnection, chat: int, data: str = "/panel") -> int:
    """Let the bot show a button; return the message's number."""
    keyboard = {"inline_keyboard": [[{"text": "설정", "callback_data": data}]]}
    sent = await connection._api.call("sendMessage", {"chat_id": chat, "text": "before", "reply_markup": keyboard})
    return int(sent["message_id"])


async def press(telegram: TelegramService, chat: int, message: int, *, user: int = 1001, data: str = "/panel") -> None:
    """Let somebody press it."""
    act = {"do": "press", "chat": str(chat), "user": str(user), "message_id": message, "data": data}
    await telegram.act(act)


def calls(telegram: TelegramService, name: str) -> list[dict[str, Any]]:
    """Return the parameters of each such call."""
    return [one.body for one in telegram.calls if one.name == name]


async def test_update(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """An update takes the place of the pressed message, with its menus as buttons that say what is chosen."""
    options = (Option("정치", "정치", is_chosen=True), Option("사회", "사회"), Option("아주 긴 카테고리 이름", "긴"))
    menu = Menu("/topics", "/topics toggle", "카테고리", options)
    desk.reply = said("after", menus=(menu,), buttons=((Button("닫기", "/close"),),), is_update=True)
    number = await button(connection, 1001)
    async with listening(connection, desk):
        await press(telegram, 1001, number)
        await until(lambda: telegram.messages(1001)[0]["text"] == "after")
    (shown,) = telegram.messages(1001)
    rows = [[(one["text"], one["callback_data"]) for one in row] for row in shown["reply_markup"]["inline_keyboard"]]
    assert rows == [
        [("✅ 정치", "/topics toggle 정치 off")],
        [("사회", "/topics toggle 사회 on")],
        [("아주 긴 카테고리 이름", "/topics toggle 긴 on")],
        [("닫기", "/close")],
    ]


async def test_same(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """An update that changes nothing leaves the message as it is, and writes none."""
    desk.reply = said("before", buttons=((Button("설정", "/panel"),),), is_update=True)
    number = await button(connection, 1001)
    async with listening(connection, desk):
        await press(telegram, 1001, number)
        await until(lambda: len(calls(telegram, "editMessageText")) == 1)
        await press(telegram, 1001, number)
        await until(lambda: len(calls(telegram, "editMessageText")) == 2)
    assert [one["text"] for one in telegram.messages(1001)] == ["before"]


async def test_not_to_be_changed(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk
) -> None:
    """Where the pressed message can't be changed, the answer is a new one."""
    desk.reply = said("after", is_update=True)
    number = await button(connection, 1001)
    telegram.faults.add(declines(400, "Bad Request: message can't be edited", call="editMessageText"))
    async with listening(connection, desk):
        await press(telegram, 1001, number)
        await until(lambda: [one["text"] for one in telegram.messages(1001)] == ["before", "after"])


async def test_popup(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """In a group what is for one reader alone is shown to that one, and nothing is written."""
    desk.reply = said("관리자만 바꿀 수 있습니다.", private=True)
    number = await button(connection, -2001)
    async with listening(connection, desk):
        await press(telegram, -2001, number, user=1002)
        await until(lambda: len(calls(telegram, "answerCallbackQuery")) == 1)
    (answer,) = calls(telegram, "answerCallbackQuery")
    assert (answer["text"], answer["show_alert"]) == ("관리자만 바꿀 수 있습니다.", True)
    assert len(telegram.messages(-2001)) == 1


async def test_popup_too_small(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """What does not fit a pop-up is written into the group, whole."""
    desk.reply = said("가" * 201, private=True)
    number = await button(connection, -2001)
    async with listening(connection, desk):
        await press(telegram, -2001, number, user=1002)
        await until(lambda: [one["text"] for one in telegram.messages(-2001)] == ["before", "가" * 201])


async def test_old_press(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A press that is answered too late for a pop-up is answered with a message."""
    desk.reply = said("늦었습니다.", private=True)
    number = await button(connection, -2001)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.faults.add(declines(400, old, call="answerCallbackQuery"))
    async with listening(connection, desk):
        await press(telegram, -2001, number, user=1002)
        await until(lambda: [one["text"] for one in telegram.messages(-2001)] == ["before", "늦었습니다."])


async def test_channel(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A reader's press in a channel writes nothing there: the beginning of the answer is shown to them."""
    desk.reply = said("나 " * 300, buttons=((Button("더", "/more"),),))
    number = await button(connection, -1001)
    async with listening(connection, desk):
        await press(telegram, -1001, number, user=1002)
        await until(lambda: len(calls(telegram, "answerCallbackQuery")) == 1)
    (answer,) = calls(telegram, "answerCallbackQuery")
    assert answer["text"].startswith("나 나")
    assert len(answer["text"]) <= 200
    assert len(telegram.messages(-1001)) == 1


async def test_after_restart(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A button that was pressed while the bot was down, under a message of an earlier run, is answered."""
    async with connect(TOKEN, api_url=telegram.url) as first:
        number = await button(first, 1001)
    await press(telegram, 1001, number)
    async with connect(TOKEN, api_url=telegram.url) as second, listening(second, desk):
        await until(lambda: [one["text"] for one in telegram.messages(1001)] == ["before", "heard: /panel"])


async def test_broken_desk(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """The button stops waiting even where the desk fails."""
    number = await button(connection, 1001, "/break")
    async with listening(connection, desk):
        await press(telegram, 1001, number, data="/break")
        await until(lambda: len(calls(telegram, "answerCallbackQuery")) == 1)


async def test_forged(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """What an app sends that is no button of the message changes no alert that others read, and writes nothing."""
    desk.reply = said("defaced", private=True, is_update=True)
    async with listening(connection, desk):
        number = await button(connection, -1001, "/start all")
        await telegram.act(
            {
                "do": "press",
                "chat": "-1001",
                "user": "1002",
                "message_id": number,
                "data": "/more >0:",
                "is_forged": True,
            }
        )
        await until(lambda: len(calls(telegram, "answerCallbackQuery")) == 1)
    assert [one["text"] for one in telegram.messages(-1001)] == ["before"]
    assert not calls(telegram, "editMessageText")

"""What asks the reader for something: forms to reply to, and channels and groups to choose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.core.readers.conversation import Button, Form, Picker, Reply, Span
from tests.platforms.telegram.conftest import listening, until

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk

FORM = Form("/keywords add", "낱말", "낱말을 쉼표로 나누어 적어 주십시오.", value="한강, <홍수>")


def below(telegram: TelegramService, chat: int, user: int) -> dict[str, Any]:
    """Return what stands below the person's field in the chat."""
    shown = next(one for one in telegram.state()["chats"] if one["id"] == str(chat))["below"]
    return dict(shown.get(str(user), {}))


def texts(telegram: TelegramService) -> set[str]:
    """Return what stands in the private chat."""
    return {one.get("text", "") for one in telegram.messages(1001)}


async def types(telegram: TelegramService, text: str, *, chat: int = 1001, user: int = 1001, to: int = 0) -> None:
    """Let a person type a line, in reply to a message where one is named."""
    await telegram.act({"do": "type", "chat": str(chat), "user": str(user), "text": text, "reply_to": to})


async def test_form(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A form asks for a reply, and what is replied comes to the desk with the form's press."""
    desk.reply = Reply((), form=FORM)
    async with listening(connection, desk):
        await types(telegram, "/keywords")
        await until(lambda: len(telegram.messages(1001)) == 2)
        shown = telegram.messages(1001)[1]
        assert shown["text"].split("\n") == ["낱말", FORM.hint, "한강, <홍수>", "/keywords add"]
        assert below(telegram, 1001, 1001)["input_field_placeholder"] == FORM.hint
        desk.reply = None
        await types(telegram, "한강 -태풍", to=shown["message_id"])
        await until(lambda: telegram.messages(1001)[-1]["text"] == "heard: /keywords add 한강 -태풍")
    assert below(telegram, 1001, 1001) == {}


async def test_hint_once(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A form says once how to fill it in."""
    desk.reply = Reply(((Span("낱말"),), (Span(f"Write {FORM.hint}"),)), form=replace(FORM, value=""))
    async with listening(connection, desk):
        await types(telegram, "/keywords")
        await until(lambda: len(telegram.messages(1001)) == 2)
    assert telegram.messages(1001)[1]["text"].split("\n") == ["낱말", f"Write {FORM.hint}", "/keywords add"]
    assert below(telegram, 1001, 1001)["input_field_placeholder"] == FORM.hint


async def test_form_in_group(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """In a group only who pressed is asked for a reply."""
    keyboard = {"inline_keyboard": [[{"text": "낱말", "callback_data": "/keywords"}]]}
    sent = await connection._api.call("sendMessage", {"chat_id": -2001, "text": "?", "reply_markup": keyboard})
    telegram.add_member(-2001, 1002)
    desk.reply = Reply((), form=FORM)
    async with listening(connection, desk):
        press = {"do": "press", "chat": -2001, "user": 1001, "message_id": sent["message_id"], "data": "/keywords"}
        await telegram.act(press)
        await until(lambda: len(telegram.messages(-2001)) == 2)
    assert telegram.messages(-2001)[1]["entities"][0]["user"]["id"] == 1001
    assert below(telegram, -2001, 1001)["force_reply"] is True
    assert below(telegram, -2001, 1002) == {}


async def test_form_in_channel(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """In a channel, where nobody has a field to force, a post in reply fills the form in."""
    desk.reply = Reply((), form=FORM)
    async with listening(connection, desk):
        await types(telegram, "/keywords", chat=-1001)
        await until(lambda: len(telegram.messages(-1001)) == 2)
        desk.reply = None
        await types(telegram, "한강", chat=-1001, to=telegram.messages(-1001)[1]["message_id"])
        await until(lambda: telegram.messages(-1001)[-1]["text"] == "heard: /keywords add 한강")


async def test_picker(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A channel that is chosen is asked about, the bot is made its administrator, and the keyboard goes."""
    telegram.add_channel(-1005, "동네 소식", admins=[1001])
    telegram.leave(-1005)
    desk.reply = Reply(((Span("어느 채널입니까?"),),), pickers=(Picker("/latest@", "채널 잇기"),))
    async with listening(connection, desk):
        await types(telegram, "/connect")
        await until(lambda: bool(below(telegram, 1001, 1001)))
        channels, groups = (row[0] for row in below(telegram, 1001, 1001)["keyboard"])
        assert [one["id"] for one in channels["offers"]] == ["-1005"]
        assert [one["id"] for one in groups["offers"]] == ["-2001"]
        desk.reply = None
        share = {"do": "share", "chat": 1001, "user": 1001, "shared": -1005}
        await telegram.act({**share, "request_id": channels["request_chat"]["request_id"]})
        await until(lambda: {"‘동네 소식’을 골랐습니다.", "heard: /latest@-1005"} <= texts(telegram))
    assert below(telegram, 1001, 1001) == {}
    ours = await connection._api.call("getChatMember", {"chat_id": -1005, "user_id": 7})
    assert ours["can_post_messages"] is True


async def test_picker_beside_buttons(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk
) -> None:
    """A message has one keyboard: where there are buttons too, the picker comes with a message of its own."""
    picker = Picker("/latest@", "채널 잇기")
    desk.reply = Reply(((Span("설정"),),), buttons=((Button("도움말", "/help"),),), pickers=(picker,))
    async with listening(connection, desk):
        await types(telegram, "/connect")
        await until(lambda: bool(below(telegram, 1001, 1001)))
    first, second = telegram.messages(1001)[1:]
    assert (first["text"], "reply_markup" in first) == ("설정", True)
    assert second["text"] == "입력창 아래 단추로 고를 수 있습니다."


async def test_no_picker_in_groups(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk
) -> None:
    """Telegram lets chats be chosen in private chats only: elsewhere the rest of the reply is shown."""
    desk.reply = Reply(((Span("설정"),),), pickers=(Picker("/latest@", "채널 잇기"),))
    async with listening(connection, desk):
        await types(telegram, "/connect", chat=-2001)
        await until(lambda: telegram.messages(-2001)[-1]["text"] == "설정")

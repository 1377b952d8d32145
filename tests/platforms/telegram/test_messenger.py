"""Alerts on Telegram, sent, corrected and withdrawn over the wire."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.errors import Gone, Refused
from bot.core.post import Level, Note
from bot.core.readers.conversation import Button
from bot.platforms.telegram.connection import connect
from bot.sandbox.faults import Failure, Fault
from tests.platforms.telegram.conftest import TOKEN
from tests.platforms.telegram.samples import CHANNEL, READER, alert, declines

if TYPE_CHECKING:
    from bot.core.post import Alert
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService

MARKUP = 'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 1'


async def test_send(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An alert appears in the channel, its headline as it was written, and the receipt is the message's number."""
    number = await connection.messenger.send(CHANNEL, alert(), "")
    (shown,) = telegram.messages(-1001)
    assert number == str(shown["message_id"])
    assert "한강 수위 상승 <주의> & 통제" in shown["text"]


async def test_buttons(telegram: TelegramService) -> None:
    """Rows of buttons stand below the alert's own, as the channel has them, and stay when the alert is corrected."""

    def rows(_: Alert, channel: Channel) -> tuple[tuple[Button, ...], ...]:
        bad = Button("쓸모없음", "/" + "x" * 64), Button("없음", url="javascript:alert(1)"), Button("", "/x")
        own = Button("구독", "/subscribe"), Button("봇", url="https://t.me/sokbo_bot?start=x")
        return (own, bad) if channel.kind is Kind.PRIVATE else ()

    async with connect(TOKEN, api_url=telegram.url, buttons=rows) as connection:
        number = await connection.messenger.send(READER, alert(), "")
        await connection.messenger.send(CHANNEL, alert(), "")
        await connection.messenger.edit(READER, number, alert("정정"))
    (shown,), (posted,) = telegram.messages(1002), telegram.messages(-1001)
    keyboard = shown["reply_markup"]["inline_keyboard"]
    assert [[one["text"] for one in row] for row in keyboard] == [["Read more"], ["구독", "봇"]]
    assert len(posted["reply_markup"]["inline_keyboard"]) == 1


async def test_by_name(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A channel may be addressed by its @name."""
    await connection.messenger.send(Channel(platform=Platform.TELEGRAM, address="@sokbo_news"), alert(), "")
    assert len(telegram.messages(-1001)) == 1


async def test_topic(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An address with a topic sends to that topic of the forum."""
    telegram.faults.add(declines(400, "Bad Request: message thread not found", times=2))
    with pytest.raises(Exception, match="reopen the topic"):
        await connection.messenger.send(Channel(platform=Platform.TELEGRAM, address="-2001/42"), alert(), "")
    asked = telegram.calls[-1].body
    assert (asked["chat_id"], asked["message_thread_id"]) == (-2001, 42)


async def test_note(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A note replies to the alert it is about: one that tells of breaking news aloud, one on a correction silently."""
    number = await connection.messenger.send(CHANNEL, alert(), "")
    for note, level in ((Note.RAISED, Level.BREAKING), (Note.CORRECTED, Level.SILENT)):
        said = replace(alert(), note=note, level=level, correction="이름을 바로잡았습니다.")
        await connection.messenger.send(CHANNEL, said, "", reply_to=number)
    _, *notes = telegram.messages(-1001)
    assert [one["reply_to_message"]["message_id"] for one in notes] == [int(number), int(number)]
    assert [one["text"] for one in notes] == ["🚨 이 기사가 속보로 바뀌었습니다.", "이름을 바로잡았습니다."]
    assert [call.body["disable_notification"] for call in telegram.calls] == [False, False, True]
    assert all(one["link_preview_options"] == {"is_disabled": True} and one["reply_markup"] for one in notes)


async def test_note_on_what_is_gone(telegram: TelegramService, connection: TelegramConnection) -> None:
    """Where somebody removed the alert meanwhile, the note stands alone, with its button."""
    await connection.messenger.send(CHANNEL, replace(alert(), note=Note.RAISED), "", reply_to="99")
    (shown,) = telegram.messages(-1001)
    assert "reply_to_message" not in shown


async def test_edit(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A correction changes the message that is there."""
    number = await connection.messenger.send(CHANNEL, alert(), "")
    await connection.messenger.edit(CHANNEL, number, alert("바로잡은 제목"))
    (shown,) = telegram.messages(-1001)
    assert "바로잡은 제목" in shown["text"]


async def test_edit_unchanged(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An edit to what the message shows already is a success, and is asked for once."""
    number = await connection.messenger.send(CHANNEL, alert(), "")
    await connection.messenger.edit(CHANNEL, number, alert())
    assert [(one.name, one.status) for one in telegram.calls] == [("sendMessage", 200), ("editMessageText", 400)]


async def test_edit_gone(connection: TelegramConnection) -> None:
    """An edit of a message that is not there says that it is gone."""
    with pytest.raises(Gone):
        await connection.messenger.edit(CHANNEL, "999", alert())


async def test_delete(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A withdrawn alert disappears, and a second withdrawal says that it is gone."""
    number = await connection.messenger.send(CHANNEL, alert(), "")
    await connection.messenger.delete(CHANNEL, number)
    assert telegram.messages(-1001) == []
    with pytest.raises(Gone):
        await connection.messenger.delete(CHANNEL, number)


@pytest.mark.parametrize(("language", "sentence"), [(Language.KO, "철회된"), (Language.EN, "withdrawn")])
async def test_delete_too_old(
    telegram: TelegramService, connection: TelegramConnection, language: Language, sentence: str
) -> None:
    """An alert too old to be deleted says instead, in the channel's language, that it was withdrawn."""
    channel = Channel(platform=Platform.TELEGRAM, address="-1001", language=language)
    number = await connection.messenger.send(channel, alert(), "")
    telegram.faults.add(declines(400, "Bad Request: message can't be deleted for everyone", call="deleteMessage"))
    await connection.messenger.delete(channel, number)
    (shown,) = telegram.messages(-1001)
    assert sentence in shown["text"]
    assert "reply_markup" not in shown


async def test_plain_after_refusal(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An alert whose markup is refused goes out once in plain text."""
    telegram.faults.add(declines(400, MARKUP))
    await connection.messenger.send(CHANNEL, alert(), "")
    (shown,) = telegram.messages(-1001)
    assert "한강 수위 상승 <주의> & 통제" in shown["text"]
    assert "parse_mode" not in telegram.calls[-1].body


async def test_plain_edit_after_refusal(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A correction whose markup is refused is made in plain text."""
    number = await connection.messenger.send(CHANNEL, alert(), "")
    telegram.faults.add(declines(400, MARKUP, call="editMessageText"))
    await connection.messenger.edit(CHANNEL, number, alert("바로잡은 제목"))
    (shown,) = telegram.messages(-1001)
    assert "바로잡은 제목" in shown["text"]


async def test_plain_refused_too(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An alert refused in plain text as well is refused for good, after two attempts."""
    telegram.faults.add(declines(400, MARKUP, times=2))
    with pytest.raises(Refused, match="can't parse entities"):
        await connection.messenger.send(CHANNEL, alert(), "")
    assert len(telegram.calls) == 2


async def test_one_at_fault(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A chat that fails leaves the next send to another chat alone."""
    telegram.faults.add(Fault(Failure.CUT_BEFORE, chat="-1001"))
    with pytest.raises(Exception, match="connection broke"):
        await connection.messenger.send(CHANNEL, alert(), "")
    await connection.messenger.send(READER, alert(), "")
    assert len(telegram.messages(1002)) == 1


async def test_paid(telegram: TelegramService) -> None:
    """Alerts of a paid level say that they may be charged, others don't."""
    async with connect(TOKEN, api_url=telegram.url, paid_levels=frozenset({Level.BREAKING})) as connection:
        await connection.messenger.send(CHANNEL, replace(alert(), level=Level.BREAKING), "")
        await connection.messenger.send(CHANNEL, replace(alert(), level=Level.NORMAL), "")
    assert [call.body.get("allow_paid_broadcast") for call in telegram.calls] == [True, None]

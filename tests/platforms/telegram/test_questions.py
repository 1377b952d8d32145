"""Questions read out of updates as Telegram documents them, in the cases the sandbox's people do not play."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.core.delivery import Kind, Language
from bot.platforms.telegram.address import chat_of, target_of
from bot.platforms.telegram.questions import Question, Us, question_in

GROUP = {"id": -2001, "type": "supergroup", "title": "편집국", "is_forum": True}
READER = {"id": 1001, "is_bot": False, "first_name": "지민", "language_code": "ko"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def read(kind: str = "message", /, **content: Any) -> Question | None:
    """Return the question in an update with a message of this content."""
    message = {"message_id": 5, "date": 1795000000, "chat": GROUP, "from": READER, "text": "/latest", **content}
    update = Update.de_json({"update_id": 1, kind: message}, None)
    return question_in(update, Us(7, "sokbo_bot"))


def test_topic() -> None:
    """A question in a forum's topic is asked in, and answered to, that topic."""
    question = read(is_topic_message=True, message_thread_id=42)
    assert question is not None
    assert question.asker.channel.address == "-2001/42"


def test_thread_of_replies() -> None:
    """A thread of replies in an ordinary group is no topic."""
    question = read(message_thread_id=42)
    assert question is not None
    assert (question.asker.channel.address, question.asker.channel.kind) == ("-2001", Kind.GROUP)


def test_anonymous_administrator() -> None:
    """Who speaks in the group's own name is one of its administrators."""
    question = read(**{"from": ANONYMOUS, "sender_chat": GROUP})
    assert question is not None
    assert question.asker.manages is True


def test_speaking_as_another_channel() -> None:
    """Who speaks in another channel's name may be anybody."""
    question = read(**{"from": ANONYMOUS, "sender_chat": {"id": -3001, "type": "channel", "title": "남의 채널"}})
    assert question is not None
    assert (question.asker.user, question.asker.manages) == ("-3001", None)


@pytest.mark.parametrize(
    "content",
    [
        {"is_automatic_forward": True},
        {"text": "/latest@other_bot"},
        {"text": "/latest@other_bot 3"},
        {"text": "/최신@other_bot 3"},
        {"text": None, "photo": []},
    ],
    ids=[
        "forwarded from the channel",
        "another bot's",
        "another bot's, with an argument",
        "another bot's, in Korean",
        "no text",
    ],
)
def test_not_for_us(content: dict[str, Any]) -> None:
    """A channel's post in its discussion group, another bot's command and a message without text ask nothing."""
    assert read(**content) is None


def test_passed_on() -> None:
    """What somebody passes on from elsewhere, or chose inline, asks nothing: they are not the passer's words."""
    origin = {"type": "user", "date": 1795000000, "sender_user": READER}
    assert read(forward_origin=origin) is None
    assert read(via_bot={"id": 7, "is_bot": True, "first_name": "Sokbo", "username": "sokbo_bot"}) is None


def form(text: str, /, **content: Any) -> dict[str, Any]:
    """Return a message of our bot whose last line is code."""
    line = text.rpartition("\n")[2]
    code = {"type": "code", "offset": len(text) - len(line), "length": len(line)}
    us = {"id": 7, "is_bot": True, "first_name": "Sokbo", "username": "sokbo_bot"}
    return {"message_id": 4, "date": 1795000000, "chat": GROUP, "from": us, "text": text, "entities": [code], **content}


def test_form() -> None:
    """A reply to a form of ours is what the form was filled in with."""
    question = read(text="한강, 홍수", reply_to_message=form("낱말을 적어 주십시오.\n/keywords add"))
    assert question is not None
    assert (question.text, question.filled_in) == ("/keywords add", "한강, 홍수")


@pytest.mark.parametrize(
    ("text", "replied"),
    [
        ("/help", form("?\n/keywords add")),
        ("x", form("?\n/keywords add", **{"from": READER})),
        ("x", form("/keywords add")),
        ("x", form("?\nkeywords add")),
        ("x", form("?\n/keywords add", entities=[])),
        ("x", form("?\n/keywords add", entities=[{"type": "code", "offset": 2, "length": 5}])),
        ("x", form("?\n/a", **{"from": None, "sender_chat": GROUP})),
    ],
    ids=["a command", "not ours", "one line", "no command", "no code", "half a line", "in a group's name"],
)
def test_no_form(text: str, replied: dict[str, Any]) -> None:
    """A command is a command in a reply as well, and a reply to anything else than our form fills nothing in."""
    question = read(text=text, reply_to_message=replied)
    assert question is not None
    assert (question.text, question.filled_in) == (text, None)


def test_presser() -> None:
    """Who presses a button in a channel is a reader, though the message is the channel's own."""
    channel = {"id": -1001, "type": "channel", "title": "속보"}
    message = {"message_id": 5, "date": 1795000000, "chat": channel, "sender_chat": channel, "text": "x"}
    query = {"id": "1", "from": READER, "message": message, "chat_instance": "1", "data": "/latest"}
    question = question_in(Update.de_json({"update_id": 1, "callback_query": query}, None), Us(7, "sokbo_bot"))
    assert question is not None
    assert (question.asker.user, question.asker.manages, question.query_id) == ("1001", None, "1")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("/latest@sokbo_bot 3", "/latest 3"),
        ("/latest@SOKBO_BOT", "/latest"),
        ("/최신@sokbo_bot 3", "/최신 3"),
        ("/search@sokbo_bot 대통령실\n둘째 줄", "/search 대통령실\n둘째 줄"),
        ("최신 3 someone@example.com", "최신 3 someone@example.com"),
    ],
)
def test_addressed(written: str, read_as: str) -> None:
    """Our own name comes off a command, and nothing else of what was written."""
    question = read(text=written)
    assert question is not None
    assert question.text == read_as


@pytest.mark.parametrize(
    ("code", "language"), [("ko", Language.KO), ("ko-KR", Language.KO), (None, Language.KO), ("de", Language.EN)]
)
def test_language(code: str | None, language: Language) -> None:
    """People are answered in Korean unless their app is set to another language."""
    question = read(**{"from": {**READER, "language_code": code}})
    assert question is not None
    assert question.asker.language is language


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("@sokbo_news", {"chat_id": "@sokbo_news"}),
        ("-1001234567890", {"chat_id": -1001234567890}),
        ("-1001234567890/42", {"chat_id": -1001234567890, "message_thread_id": 42}),
        ("@sokbo_forum/7", {"chat_id": "@sokbo_forum", "message_thread_id": 7}),
    ],
)
def test_target(address: str, target: dict[str, str | int]) -> None:
    """An address is a name or a number, with a topic where one is wanted; edits need the chat alone."""
    assert target_of(address) == target
    assert chat_of(address) == {"chat_id": target["chat_id"]}

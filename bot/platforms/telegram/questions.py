"""Reads what people wrote, pressed or changed out of an update, in the project's nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Message

from bot.core.conversation import Asker
from bot.core.delivery import Channel, Kind, Language, Platform

if TYPE_CHECKING:
    from telegram import CallbackQuery, Chat, Update, User

_KINDS = {"channel": Kind.BROADCAST, "group": Kind.GROUP, "supergroup": Kind.GROUP, "private": Kind.PRIVATE}
_ADDRESSED = re.compile(r"^(/\w+)@(\w+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """A line of text for the desk, who asks, and the message it answers (None for a button)."""

    text: str
    asker: Asker
    answers: int | None = None


def question_in(update: Update, username: str) -> Question | None:
    """Return the question an update asks of the bot called `username`, None where it asks none."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    message = update.message or update.channel_post
    if message is None or not message.text or message.is_automatic_forward:
        # A channel's post arrives again in its discussion group; one answer is enough.
        return None
    text = _for_us(message.text, username)
    if text is None:
        return None
    asker = _asker(message.chat, message.from_user, message)
    is_group = asker.channel.kind is Kind.GROUP
    return Question(text, asker, answers=message.message_id if is_group else None)


def channel_of(chat: Chat, language: Language, topic: int | None = None) -> Channel:
    """Return the chat as a channel; a forum's topic is a channel of its own."""
    address = str(chat.id) if topic is None else f"{chat.id}/{topic}"
    title = chat.title or chat.full_name or ""
    kind = _KINDS.get(chat.type, Kind.GROUP)
    return Channel(platform=Platform.TELEGRAM, address=address, kind=kind, title=title, language=language)


def language_of(user: User | None) -> Language:
    """Return the language the person's app is set to: Korean where it does not say, English where it is another."""
    code = user.language_code if user is not None else None
    return Language.KO if code is None or code.split("-")[0].lower() == "ko" else Language.EN


def _pressed(query: CallbackQuery) -> Question | None:
    if query.message is None or not query.data:
        return None
    return Question(query.data, _asker(query.message.chat, query.from_user, query.message))


def _asker(chat: Chat, user: User | None, message: Any) -> Asker:
    """Describe who asks; a channel's posts come from its administrators, and so does what is said in a group's name."""
    has_topic = isinstance(message, Message) and message.is_topic_message
    channel = channel_of(chat, language_of(user), message.message_thread_id if has_topic else None)
    speaks_as = message.sender_chat if isinstance(message, Message) else None
    is_plainly = channel.kind is Kind.PRIVATE or (speaks_as is not None and speaks_as.id == chat.id)
    who = speaks_as or user or chat
    return Asker(channel, str(who.id), channel.language, manages=True if is_plainly else None)


def _for_us(text: str, username: str) -> str | None:
    """Take `@username` off a command; None where it names another bot."""
    addressed = _ADDRESSED.match(text)
    if addressed is None:
        return text
    if addressed[2].lower() != username.lower():
        return None
    return addressed[1] + text[addressed.end() :]

"""Reads what people wrote, pressed or filled in out of an update, in the project's nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Message

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.readers import languages
from bot.core.readers.conversation import Asker
from bot.platforms.telegram.forms import press_in

if TYPE_CHECKING:
    from telegram import CallbackQuery, Chat, Update, User

_KINDS = {"channel": Kind.BROADCAST, "group": Kind.GROUP, "supergroup": Kind.GROUP, "private": Kind.PRIVATE}
_ADDRESSED = re.compile(r"^(/[^\s@]+)@(\w+)", re.ASCII)  # a command of ours may be Korean, a name never is


@dataclass(frozen=True, slots=True)
class Us:
    """Our own bot, by which its commands and messages are known."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Question:
    """A line for the desk, who asks, and the message it answers (None for a button).

    `query_id` is the press of the button under `message_id`, empty where none was pressed. There is no `message_id`
    where others read the message and it has no such button (any more): nothing takes its place. `filled_in` is what the
    form that asks `text` was answered with, `picked` the title of the chat that was chosen for it.
    """

    text: str
    asker: Asker
    answers: int | None = None
    query_id: str = ""
    message_id: int | None = None
    filled_in: str | None = None
    picked: str | None = None


def question_in(update: Update, us: Us) -> Question | None:
    """Return the question an update asks of us, None where it asks none."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    message = update.message or update.channel_post or update.edited_message or update.edited_channel_post
    if message is None or not message.text or not _is_own_words(message):
        return None
    asker = asker_of(message)
    is_group = asker.channel.kind is Kind.GROUP
    answers = message.message_id if is_group else None
    if (press := press_in(message, us.id)) and not message.text.startswith("/"):
        return Question(press, asker, answers=answers, filled_in=message.text)
    text = _for_us(message.text, us.username)
    return None if text is None else Question(text, asker, answers=answers)


def channel_of(chat: Chat, language: Language, topic: int | None = None) -> Channel:
    """Return the chat as a channel; a forum's topic is a channel of its own."""
    address = str(chat.id) if topic is None else f"{chat.id}/{topic}"
    title = chat.title or chat.full_name or ""
    kind = _KINDS.get(chat.type, Kind.GROUP)
    return Channel(platform=Platform.TELEGRAM, address=address, kind=kind, title=title, language=language)


def private_chat_of(user: User, language: Language) -> Channel:
    """Return the chat between the person and the bot: it has the person's id (doc)."""
    return Channel(
        platform=Platform.TELEGRAM, address=str(user.id), kind=Kind.PRIVATE, title=user.full_name, language=language
    )


def language_of(user: User | None) -> Language:
    """Return the language the person's app is set to, as far as we speak it."""
    return languages.language_of(user.language_code if user is not None else None)


def asker_of(message: Message) -> Asker:
    """Return who wrote the message, and where."""
    return _asker(message.chat, message.from_user, message)


def topic_of(message: Any) -> int | None:
    """Return the forum's topic that the message stands in, None where it stands in none."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _pressed(query: CallbackQuery) -> Question | None:
    if query.message is None or not query.data:
        return None
    asker = _presser(query.message.chat, query.from_user, query.message)
    may_change = asker.channel.kind is Kind.PRIVATE or _has_button(query.message, query.data)
    number = query.message.message_id if may_change else None
    return Question(query.data, asker, query_id=query.id, message_id=number)


def _has_button(message: Any, data: str) -> bool:
    """Return whether the message has this button still.

    Apps may send what no button under the message asks (doc: CallbackQuery); where others read it, it is not changed.
    """
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if markup else ()
    return any(button.callback_data == data for row in rows for button in row)


def _is_own_words(message: Message) -> bool:
    """Return whether somebody asks here: not in what is passed on from elsewhere, or was chosen inline.

    A channel's post arrives again in its discussion group; one answer is enough.
    """
    return not (message.is_automatic_forward or message.forward_origin or message.via_bot)


def _presser(chat: Chat, user: User, message: Any) -> Asker:
    """Describe who presses: anybody who can see the message, whoever wrote that."""
    channel = channel_of(chat, language_of(user), topic_of(message))
    is_alone = channel.kind is Kind.PRIVATE
    return Asker(channel, str(user.id), channel.language, manages=True if is_alone else None, name=user.full_name)


def _asker(chat: Chat, user: User | None, message: Message) -> Asker:
    """Describe who asks; a channel's posts come from its administrators, and so does what is said in a group's name."""
    channel = channel_of(chat, language_of(user), topic_of(message))
    speaks_as = message.sender_chat
    is_plainly = channel.kind is Kind.PRIVATE or (speaks_as is not None and speaks_as.id == chat.id)
    who = speaks_as or user or chat
    name = speaks_as.effective_name if speaks_as else user.full_name if user else None
    return Asker(channel, str(who.id), channel.language, manages=True if is_plainly else None, name=name or "")


def _for_us(text: str, username: str) -> str | None:
    """Take `@username` off a command; None where it names another bot."""
    addressed = _ADDRESSED.match(text)
    if addressed is None:
        return text
    if addressed[2].lower() != username.lower():
        return None
    return addressed[1] + text[addressed.end() :]

"""What people do in the chats: they type and correct it, press buttons, choose chats and results, block the bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram import choosing
from bot.sandbox.telegram.acting import chat_of, number, person_in
from bot.sandbox.telegram.membership import block, unblock
from bot.sandbox.telegram.methods.content import MAX_TEXT
from bot.sandbox.telegram.text.formatted import formatted
from bot.sandbox.telegram.world import Pressed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.world import World

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@(\w+))?(?!\w)")


def act(world: World, action: dict[str, Any]) -> Json:
    """Let a person do something; raise ValueError where they could not."""
    kind = action.get("do")
    if kind in {"block", "unblock"}:
        (block if kind == "block" else unblock)(world, number(action, "user"))
        return {}
    if kind not in _DOINGS:
        known = ", ".join(sorted([*_DOINGS, "block", "unblock"]))
        raise ValueError(f"A person can do one of these in Telegram, not {kind!r}: {known}.")
    return _DOINGS[kind](world, chat_of(world, action), action)


def _type(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    content = _said(world, action)
    replied = chat.messages.get(number(action, "reply_to"))
    if replied:
        content["reply_to_message"] = {key: part for key, part in replied.items() if key != "reply_to_message"}
    if topic := number(action, "topic"):
        if topic not in chat.topics - chat.closed_topics:
            raise ValueError(f"The chat {chat.id} has no open topic {topic}.")
        content |= {"message_thread_id": topic, "is_topic_message": True}
    if chat.is_channel:
        message = world.show(chat, {"sender_chat": chat.public, "author_signature": "Editor"}, content)
        world.updates.add("channel_post", message)
        return {"message": message}
    person = person_in(world, chat, action)
    message = world.show(chat, {"from": person.json()}, content)
    if "force_reply" in chat.below.get(person.id, {}):
        world.set_below(chat, person.id, {})
    if chat.is_private or _is_for_bot(world, message):
        world.updates.add("message", message)
    return {"message": message}


def _edit(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    """Change what the person wrote; the bot hears of it where it may read the message as it is now."""
    message = chat.messages.get(number(action, "message_id"))
    author = "author_signature" if chat.is_channel else "from"
    is_own = message is not None and (chat.is_channel or message.get("from", {}).get("id") == number(action, "user"))
    if message is None or not is_own or author not in message:
        raise ValueError(f"The person {action.get('user')} wrote no message {action.get('message_id')} here.")
    kept = {key: part for key, part in message.items() if key not in {"text", "entities"}}
    edited = world.replace(chat, {**kept, **_said(world, action)})
    if chat.is_channel or chat.is_private or _is_for_bot(world, edited):
        world.updates.add("edited_channel_post" if chat.is_channel else "edited_message", edited)
    return {"message": edited}


def _press(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    message = chat.messages.get(number(action, "message_id"))
    data = action.get("data")
    rows = message.get("reply_markup", {}).get("inline_keyboard", []) if message else []
    # An app may send other data than the buttons have (doc: CallbackQuery, data).
    is_forged = message is not None and bool(data) and action.get("is_forged") is True
    if not is_forged and not any(button.get("callback_data") == data for row in rows for button in row):
        raise ValueError(f"There is no button with the data {data!r} under message {action.get('message_id')}.")
    person = person_in(world, chat, action)
    query = f"{person.id}{world.updates.following}"
    world.pressed[query] = Pressed(person.id, chat.id, world.clock())
    content = {"id": query, "from": person.json(), "message": message, "chat_instance": str(chat.id), "data": data}
    world.updates.add("callback_query", content)
    return {"callback_query_id": query}


_DOINGS: dict[str, Callable[[World, Chat, dict[str, Any]], Json]] = {
    "type": _type,
    "edit": _edit,
    "press": _press,
    "share": choosing.share,
    "ask": choosing.ask,
    "choose": choosing.choose,
}


def _said(world: World, action: dict[str, Any]) -> Json:
    said = formatted(str(action.get("text", "")), "", world.known_users)
    if not said.text or len(said.text) > MAX_TEXT:
        raise ValueError(f"A message has 1 to {MAX_TEXT} characters; this one has {len(said.text)}.")
    return {"text": said.text, **({"entities": said.entities} if said.entities else {})}


def _is_for_bot(world: World, message: Json) -> bool:
    """Return whether privacy mode lets the bot see it: a command not for another bot, or a reply to the bot."""
    if message.get("reply_to_message", {}).get("from") == world.bot:
        return True
    command = _COMMAND.match(message["text"])
    return command is not None and (command[1] or world.bot["username"]).lower() == world.bot["username"]

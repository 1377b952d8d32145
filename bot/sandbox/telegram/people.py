"""What people do in the chats: they type, press buttons, block the bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.membership import block, unblock
from bot.sandbox.telegram.methods.content import MAX_TEXT
from bot.sandbox.telegram.text.formatted import formatted
from bot.sandbox.telegram.world import Pressed

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json, Person
    from bot.sandbox.telegram.world import World

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@(\w+))?(?!\w)")


def act(world: World, action: dict[str, Any]) -> Json:
    """Let a person do something; raise ValueError where they could not."""
    kind = action.get("do")
    if kind == "type":
        return _type(world, _chat(world, action), action)
    if kind == "press":
        return _press(world, _chat(world, action), action)
    if kind in {"block", "unblock"}:
        (block if kind == "block" else unblock)(world, _number(action, "user"))
        return {}
    raise ValueError(f'A person can "type", "press", "block" and "unblock" in Telegram, not {kind!r}.')


def _type(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    said = formatted(str(action.get("text", "")), "", world.known_users)
    if not said.text or len(said.text) > MAX_TEXT:
        raise ValueError(f"A message has 1 to {MAX_TEXT} characters; this one has {len(said.text)}.")
    content: Json = {"text": said.text, **({"entities": said.entities} if said.entities else {})}
    replied = chat.messages.get(_number(action, "reply_to"))
    if replied:
        content["reply_to_message"] = {key: part for key, part in replied.items() if key != "reply_to_message"}
    if chat.is_channel:
        message = world.show(chat, {"sender_chat": chat.public, "author_signature": "Editor"}, content)
        world.updates.add("channel_post", message)
        return {"message": message}
    message = world.show(chat, {"from": _person(world, chat, action).json()}, content)
    if chat.is_private or _is_for_bot(world, message):
        world.updates.add("message", message)
    return {"message": message}


def _press(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    message = chat.messages.get(_number(action, "message_id"))
    data = action.get("data")
    rows = message.get("reply_markup", {}).get("inline_keyboard", []) if message else []
    if not any(button.get("callback_data") == data for row in rows for button in row):
        raise ValueError(f"There is no button with the data {data!r} under message {action.get('message_id')}.")
    person = _person(world, chat, action)
    query = f"{person.id}{world.updates.following}"
    world.pressed[query] = Pressed(person.id, chat.id, world.clock())
    content = {"id": query, "from": person.json(), "message": message, "chat_instance": str(chat.id), "data": data}
    world.updates.add("callback_query", content)
    return {"callback_query_id": query}


def _is_for_bot(world: World, message: Json) -> bool:
    """Return whether privacy mode lets the bot see it: a command not for another bot, or a reply to the bot."""
    if message.get("reply_to_message", {}).get("from") == world.bot:
        return True
    command = _COMMAND.match(message["text"])
    return command is not None and (command[1] or world.bot["username"]).lower() == world.bot["username"]


def _chat(world: World, action: dict[str, Any]) -> Chat:
    chat = world.chats.get(_number(action, "chat"))
    if chat is None:
        raise ValueError(f"There is no chat {action.get('chat')} in the sandbox.")
    if chat.moved_to is not None:
        raise ValueError(f"The group {chat.id} is the supergroup {chat.moved_to} now; type there.")
    return chat


def _person(world: World, chat: Chat, action: dict[str, Any]) -> Person:
    """Return who acts; anybody known may walk into a group, a private chat has its one person."""
    user_id = _number(action, "user")
    if user_id not in world.people or (chat.is_private and user_id != chat.id):
        raise ValueError(f"There is no person {action.get('user')} in the chat {chat.id}.")
    if chat.is_private and chat.closed:
        raise ValueError(f"The person {user_id} has blocked the bot; unblock it first.")
    return chat.people.setdefault(user_id, world.people[user_id])


def _number(action: dict[str, Any], name: str) -> int:
    """Return the id the action names, 0 where it names none."""
    value = str(action.get(name) or 0)
    if not value.removeprefix("-").isdecimal():
        raise ValueError(f'"{name}" has to be an id, digits only; this is {value!r}.')
    return int(value)

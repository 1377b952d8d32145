"""Reads out of an action who acts in which chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Person
    from bot.sandbox.telegram.world import World


def chat_of(world: World, action: dict[str, Any]) -> Chat:
    """Return the chat it happens in."""
    chat = world.chats.get(number(action, "chat"))
    if chat is None:
        raise ValueError(f"There is no chat {action.get('chat')} in the sandbox.")
    if chat.moved_to is not None:
        raise ValueError(f"The group {chat.id} is the supergroup {chat.moved_to} now; type there.")
    return chat


def person_in(world: World, chat: Chat, action: dict[str, Any]) -> Person:
    """Return who acts; anybody known may walk into a group, a private chat has its one person."""
    user_id = number(action, "user")
    if user_id not in world.people or (chat.is_private and user_id != chat.id):
        raise ValueError(f"There is no person {action.get('user')} in the chat {chat.id}.")
    if chat.is_private and chat.closed:
        raise ValueError(f"The person {user_id} has blocked the bot; unblock it first.")
    if chat.is_channel:  # readers are not among those who are shown
        return world.people[user_id]
    return chat.people.setdefault(user_id, world.people[user_id])


def number(action: dict[str, Any], name: str) -> int:
    """Return the id the action names, 0 where it names none."""
    value = str(action.get(name) or 0)
    if not value.removeprefix("-").isdecimal():
        raise ValueError(f'"{name}" has to be an id, digits only; this is {value!r}.')
    return int(value)

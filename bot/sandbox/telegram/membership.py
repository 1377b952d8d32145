"""What happens to the bot's place in chats: blocked, kicked, invited again, taken along to a supergroup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.chats import member
from bot.sandbox.telegram.methods.lookups import bot_status

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.world import World

_BLOCKED = "Forbidden: bot was blocked by the user"


def block(world: World, user_id: int) -> None:
    """Let the person block the bot."""
    chat = _chat(world, user_id)
    _change(world, chat, _BLOCKED, world.people[user_id].json())


def unblock(world: World, user_id: int) -> None:
    """Let the person take the bot back."""
    chat = _chat(world, user_id)
    _change(world, chat, "", world.people[user_id].json())


def kick(world: World, chat_id: int) -> None:
    """Let an admin throw the bot out of a group or channel."""
    chat = _chat(world, chat_id)
    _change(world, chat, f"Forbidden: bot was kicked from the {chat.type} chat", _admin(world, chat))


def invite(world: World, chat_id: int) -> None:
    """Let an admin take the bot back into a group or channel."""
    chat = _chat(world, chat_id)
    _change(world, chat, "", _admin(world, chat))


def migrate(world: World, chat_id: int) -> int:
    """Upgrade the group to a supergroup; return its new id, of which both chats tell by a service message."""
    chat = _chat(world, chat_id)
    if chat.type != "group" or chat.moved_to is not None:
        raise ValueError(f"Only a basic group can become a supergroup; the chat {chat_id} is none.")
    to = -(1_000_000_000_000 + abs(chat_id))
    author = {"from": _admin(world, chat)}
    farewell = world.show(chat, author, {"migrate_to_chat_id": to})
    moved = world.record_move(chat, to)
    welcome = world.show(moved, author, {"migrate_from_chat_id": chat_id})
    world.updates.add("message", farewell)
    world.updates.add("message", welcome)
    return to


def _change(world: World, chat: Chat, closed: str, by: Json) -> None:
    """Open or close the chat to the bot, and tell it who did so."""
    if bool(chat.closed) == bool(closed):
        return
    chat.closed = closed
    there, gone = bot_status(chat), "kicked"
    old, new = (there, gone) if closed else (gone, there)
    content = {
        "chat": chat.public,
        "from": by,
        "date": int(world.wall()),
        "old_chat_member": member(world.bot, old),
        "new_chat_member": member(world.bot, new),
    }
    world.updates.add("my_chat_member", content)


def _admin(world: World, chat: Chat) -> Json:
    """Return who acts for the chat: its owner, where the scene named one."""
    return world.person(chat.admins[0] if chat.admins else 1).json()


def _chat(world: World, chat_id: int) -> Chat:
    if chat_id not in world.chats:
        raise ValueError(f"There is no chat {chat_id} in the sandbox.")
    return world.chats[chat_id]

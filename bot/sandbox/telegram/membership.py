"""What happens to the bot's place in chats: blocked, kicked, let in, given or denied a right, taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.members import GONE, PERMISSIONS, bot_member, rights_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.world import World


def block(world: World, user_id: int) -> None:
    """Let the person block the bot."""
    chat = chat_in(world, user_id)
    _change(world, chat, "kicked", closed="Forbidden: bot was blocked by the user", by=world.people[user_id].json())


def unblock(world: World, user_id: int) -> None:
    """Let the person take the bot back."""
    _change(world, chat_in(world, user_id), "member", by=world.people[user_id].json())


def kick(world: World, chat_id: int) -> None:
    """Let an admin throw the bot out of a group or channel."""
    chat = chat_in(world, chat_id)
    _change(world, chat, "kicked", closed=f"Forbidden: bot was kicked from the {chat.type} chat", by=owner(world, chat))


def leave(world: World, chat_id: int) -> None:
    """Let the bot be in the group or channel no longer, without being banned there."""
    chat = chat_in(world, chat_id)
    closed = f"Forbidden: bot is not a member of the {chat.type} chat"
    _change(world, chat, "left", closed=closed, by=owner(world, chat))


def invite(world: World, chat_id: int, by: int = 0) -> None:
    """Let an admin, by default the owner, take the bot into a group or, as an administrator, into a channel."""
    chat = chat_in(world, chat_id)
    status = "administrator" if chat.is_channel else "member"
    _change(world, chat, status, by=world.person(by).json() if by else owner(world, chat))


def promote(world: World, chat_id: int, without: Collection[str] = ()) -> None:
    """Let the owner make the bot an administrator, without some of the rights."""
    chat = chat_in(world, chat_id)
    unknown = set(without) - set(rights_of(chat))
    if unknown:
        raise ValueError(f"An administrator of the {chat.type} {chat_id} has no rights called {sorted(unknown)}.")
    _change(world, chat, "administrator", lacks=without, by=owner(world, chat))


def demote(world: World, chat_id: int) -> None:
    """Let the owner take the bot's rights: a group keeps it as a member; in channels bots can only manage."""
    chat = chat_in(world, chat_id)
    if chat.is_channel:
        leave(world, chat_id)
    else:
        _change(world, chat, "member", by=owner(world, chat))


def restrict(world: World, chat_id: int, without: Collection[str] = PERMISSIONS) -> None:
    """Let the owner of a supergroup take permissions from the bot, by default all of them."""
    chat = chat_in(world, chat_id)
    if chat.type != "supergroup":
        raise ValueError(f"Members are restricted in supergroups only; the chat {chat_id} is a {chat.type}.")
    _change(world, chat, "restricted", lacks=without, by=owner(world, chat))


def migrate(world: World, chat_id: int) -> int:
    """Upgrade the group to a supergroup; return its new id, of which both chats tell by a service message."""
    chat = chat_in(world, chat_id)
    if chat.type != "group" or chat.moved_to is not None:
        raise ValueError(f"Only a basic group can become a supergroup; the chat {chat_id} is none.")
    to = -(1_000_000_000_000 + abs(chat_id))
    author = {"from": owner(world, chat)}
    farewell = world.show(chat, author, {"migrate_to_chat_id": to})
    moved = world.record_move(chat, to)
    welcome = world.show(moved, author, {"migrate_from_chat_id": chat_id})
    world.updates.add("message", farewell)
    world.updates.add("message", welcome)
    return to


def owner(world: World, chat: Chat) -> Json:
    """Return who acts for the chat: its owner, where the scene named one."""
    return world.person(chat.admins[0] if chat.admins else 1).json()


def chat_in(world: World, chat_id: int) -> Chat:
    """Return the chat; raises ValueError where there is none."""
    if chat_id not in world.chats:
        raise ValueError(f"There is no chat {chat_id} in the sandbox.")
    return world.chats[chat_id]


def _change(world: World, chat: Chat, status: str, *, by: Json, closed: str = "", lacks: Collection[str] = ()) -> None:
    """Give the bot its new place in the chat, and tell it who did so; nothing where it has that place already."""
    old = bot_member(world.bot, chat)
    chat.status, chat.closed, chat.lacks = status, closed, set(lacks)
    new = bot_member(world.bot, chat)
    if old == new:
        return
    world.record_place(chat)
    content = {
        "chat": chat.public,
        "from": by,
        "date": int(world.wall()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    world.updates.add("my_chat_member", content)
    if new["status"] in GONE:
        chat.below.clear()

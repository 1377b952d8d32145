"""What happens to a forum's topics: closed, opened again, deleted; the first two are told by service messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.membership import chat_in, owner

if TYPE_CHECKING:
    from bot.sandbox.telegram.world import World


def close(world: World, chat_id: int, topic: int) -> None:
    """Let only those who manage topics write in this one."""
    _tell(world, chat_id, topic, "forum_topic_closed")
    world.chats[chat_id].closed_topics.add(topic)


def reopen(world: World, chat_id: int, topic: int) -> None:
    """Let everybody write in the topic again."""
    _tell(world, chat_id, topic, "forum_topic_reopened")
    world.chats[chat_id].closed_topics.discard(topic)


def delete(world: World, chat_id: int, topic: int) -> None:
    """Take the topic away with all its messages, of which a bot is not told (doc: no such service message)."""
    chat = chat_in(world, chat_id)
    chat.topics.discard(topic)
    for message in [one for one in chat.messages.values() if one.get("message_thread_id") == topic]:
        world.remove(chat, message["message_id"])


def _tell(world: World, chat_id: int, topic: int, what: str) -> None:
    chat = chat_in(world, chat_id)
    if topic not in chat.topics:
        raise ValueError(f"The chat {chat_id} has no topic {topic}.")
    place = {"message_thread_id": topic, "is_topic_message": True}
    message = world.show(chat, {"from": owner(world, chat)}, {**place, what: {}})
    world.updates.add("message", message)

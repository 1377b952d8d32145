"""Inline mode as people use it: what somebody asks the bot in the middle of typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.world import Asked

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.world import World

MAX_QUERY = 256  # characters of what is asked (doc)


def ask(world: World, action: dict[str, Any], user: Json, chat_type: str) -> Json:
    """Let somebody ask; the answer comes to them as a change of kind `inline`."""
    words = str(action.get("query", ""))
    if len(words) > MAX_QUERY:
        raise ValueError(f"An inline query has at most {MAX_QUERY} characters.")
    query_id = f"{user['id']}{world.updates.following}"
    world.asked[query_id] = Asked(user["id"], world.clock())
    content = {"id": query_id, "from": user, "query": words, "offset": "", "chat_type": chat_type}
    world.updates.add("inline_query", content)
    return {"inline_query_id": query_id}

"""The whole sandbox as one JSON object, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.methods.commands import DEFAULT_SCOPE
from bot.sandbox.telegram.past import SERVICE

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.world import World


def state(world: World) -> dict[str, Any]:
    """Return the bot, its default command menu by language, and every chat with its messages."""
    bot = {key: world.bot[key] for key in ("id", "first_name", "username")}
    menus = {language: menu for (scope, language), menu in world.commands.items() if scope == DEFAULT_SCOPE}
    chats = [_chat(chat) for chat in world.public_chats()]
    return {"service": SERVICE, "bot": bot, "commands": menus, "chats": chats}


def _chat(chat: Chat) -> Json:
    return {
        "id": str(chat.id),
        "type": chat.type,
        "title": chat.title,
        "people": [
            {
                "id": str(person.id),
                "name": person.first_name,
                "language": person.language_code,
                "is_admin": person.id in chat.admins,
            }
            for person in chat.people.values()
        ],
        "messages": [chat.messages[key] for key in sorted(chat.messages)],
    }

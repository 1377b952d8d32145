"""The whole sandbox as one JSON object, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.choosing import is_suitable
from bot.sandbox.telegram.methods.commands import DEFAULT_SCOPE, menus_in
from bot.sandbox.telegram.past import SERVICE

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.world import World


def state(world: World) -> dict[str, Any]:
    """Return the bot, its default command menu by language, and every chat with its messages."""
    bot = {key: world.bot[key] for key in ("id", "first_name", "username")}
    menus = {language: menu for (scope, language), menu in world.commands.items() if scope == DEFAULT_SCOPE}
    chats = [_chat(world, chat) for chat in world.public_chats()]
    return {"service": SERVICE, "bot": bot, "commands": menus, "chats": chats}


def _chat(world: World, chat: Chat) -> Json:
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
        "menus": {kind: menus_in(world, chat, is_admin=kind == "admin") for kind in ("member", "admin")},
        "below": {str(user_id): _below(world, user_id, below) for user_id, below in chat.below.items() if below},
        "messages": [chat.messages[key] for key in sorted(chat.messages)],
    }


def _below(world: World, user_id: int, below: Json) -> Json:
    """Return what stands below somebody's field, each button that asks for a chat with the chats it offers."""
    rows = [[_offering(world, user_id, button) for button in row] for row in below.get("keyboard", ())]
    return {**below, "keyboard": rows} if rows else below


def _offering(world: World, user_id: int, button: Json) -> Json:
    request = button.get("request_chat")
    if not request:
        return button
    fitting = [one for one in world.public_chats() if is_suitable(one, user_id, request)]
    return {**button, "offers": [{"id": str(one.id), "title": one.title} for one in fitting]}

"""What people choose: one of their chats, which they share with the bot, and an inline result, which they send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram import inline
from bot.sandbox.telegram.acting import number, person_in
from bot.sandbox.telegram.members import GONE, rights_of
from bot.sandbox.telegram.membership import invite, promote

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.world import World

_TYPES = {"private": "sender", "group": "group", "supergroup": "supergroup", "channel": "channel"}


def share(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    """Share a chat that a button below the field asks for; with one that the bot is to be in, the client adds it."""
    person = person_in(world, chat, action)
    asked = number(action, "request_id")
    keyboard = chat.below.get(person.id, {})
    requests = [one.get("request_chat") for row in keyboard.get("keyboard", ()) for one in row]
    request = next((one for one in requests if one and one["request_id"] == asked), None)
    if request is None:
        raise ValueError(f"No button asks the person {person.id} for a chat as request {asked}.")
    shared = world.chats.get(number(action, "shared"))
    if shared is None or not is_suitable(shared, person.id, request):
        raise ValueError(f"The chat {action.get('shared')} is none that this button asks the person {person.id} for.")
    if shared.status in GONE and (request.get("bot_is_member") or request.get("bot_administrator_rights")):
        invite(world, shared.id, person.id)
    if wanted := request.get("bot_administrator_rights"):
        _grant(world, shared, wanted)
    told: Json = {"request_id": asked, "chat_id": shared.id}
    if request.get("request_title"):
        told["title"] = shared.title
    if request.get("request_username") and shared.username:
        told["username"] = shared.username
    message = world.show(chat, {"from": person.json()}, {"chat_shared": told})
    if keyboard.get("one_time_keyboard"):
        world.set_below(chat, person.id, {})
    world.updates.add("message", message)
    return {"message": message}


def is_suitable(chat: Chat, user_id: int, request: Json) -> bool:
    """Return whether the person's client offers them the chat for such a request (doc: KeyboardButtonRequestChat)."""
    if chat.is_private or chat.moved_to is not None or chat.is_channel is not request["chat_is_channel"]:
        return False
    if request.get("chat_has_username") is (not chat.username) or request.get("chat_is_forum") is (not chat.topics):
        return False
    wants_rights = bool(request.get("user_administrator_rights"))
    return user_id in chat.admins if wants_rights or chat.is_channel else user_id in chat.people


def ask(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    """Ask the bot inline, in whatever chat."""
    return inline.ask(world, action, person_in(world, chat, action).json(), _TYPES[chat.type])


def choose(world: World, chat: Chat, action: dict[str, Any]) -> Json:
    """Send an inline result to the chat, in the person's name and by way of the bot."""
    person = person_in(world, chat, action)
    asked = world.asked.get(str(action.get("inline_query_id")))
    result = asked.results.get(str(action.get("result_id"))) if asked and asked.user == person.id else None
    if result is None:
        raise ValueError(f"The person {person.id} was offered no result {action.get('result_id')!r}.")
    author: Json = {"from": person.json()}
    if chat.is_channel:
        author = {"sender_chat": chat.public, "author_signature": "Editor"}
    message = world.show(chat, author, {**result["message"], "via_bot": world.bot})
    if chat.is_private or chat.is_channel:
        world.updates.add("channel_post" if chat.is_channel else "message", message)
    return {"message": message}


def _grant(world: World, chat: Chat, wanted: Json) -> None:
    """Make the bot an administrator with these rights, where it lacks one of them."""
    has = set(rights_of(chat)) - chat.lacks if chat.status == "administrator" else set()
    needed = {name for name, is_wanted in wanted.items() if is_wanted} & set(rights_of(chat))
    if not needed <= has:
        promote(world, chat.id, without=set(rights_of(chat)) - needed - has)

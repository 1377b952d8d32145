"""Methods for the command menu, by scope and language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

DEFAULT_SCOPE = '{"type": "default"}'
MAX_COMMANDS = 100
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def set_commands(world: World, given: Parameters) -> bool:
    """Publish a menu."""
    key = _key(given)
    commands = given.json("commands", "commands JSON object")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    world.commands[key] = [_command(one) for one in commands]
    world.tell("commands")
    return True


def get_commands(world: World, given: Parameters) -> list[Json]:
    """Return the menu of exactly this scope and language."""
    return world.commands.get(_key(given), [])


def delete_commands(world: World, given: Parameters) -> bool:
    """Withdraw a menu."""
    world.commands.pop(_key(given), None)
    world.tell("commands")
    return True


def menus_in(world: World, chat: Chat, *, is_admin: bool) -> dict[str, list[Json]]:
    """Return the menu that people see in the chat, by language: the narrowest scope that has one (doc)."""
    languages = sorted({language for _, language in world.commands})
    found = {language: _seen(world, _scopes(chat, is_admin=is_admin), language) for language in languages}
    return {language: menu for language, menu in found.items() if menu}


def _scopes(chat: Chat, *, is_admin: bool) -> list[str]:
    """Return the scopes of the chat, narrowest first."""
    here = {"chat_id": str(chat.id)}
    if chat.is_private:
        scopes: list[Json] = [{"type": "chat", **here}, {"type": "all_private_chats"}]
    else:
        admins: list[Json] = [{"type": "chat_administrators", **here}] if is_admin else []
        scopes = [*admins, {"type": "chat", **here}]
        scopes += [{"type": "all_chat_administrators"}] if is_admin else []
        scopes += [{"type": "all_group_chats"}]
    return [*(json.dumps(one) for one in scopes), DEFAULT_SCOPE]


def _seen(world: World, scopes: list[str], language: str) -> list[Json]:
    menus = (world.commands.get((scope, spoken), []) for scope in scopes for spoken in (language, ""))
    return next((menu for menu in menus if menu), [])


def _key(given: Parameters) -> tuple[str, str]:
    language = given.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    scope = given.json("scope", "BotCommandScope JSON object")
    if scope is None:
        return DEFAULT_SCOPE, language
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    return json.dumps({"type": kind, **{name: str(scope.get(name, "")) for name in _SCOPES[kind]}}), language


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad("expected an Object of type BotCommand")
    name = str(given.get("command", "")).strip().removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not name or not description:
        raise bad(f"command {'description ' if name else ''}must be non-empty")
    if len(name) > 32:
        raise bad("command length must not exceed 32")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")
    if not _NAME.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}

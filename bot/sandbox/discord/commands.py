"""The application commands a bot registered, global ones and those of single guilds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.chat import SERVICE
from bot.sandbox.discord.forms.commands import check_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.changes import Changes
    from bot.sandbox.discord.snowflakes import Snowflakes
    from bot.sandbox.journal import Journal

_GUILD, _BOT_DM = 0, 1
_LOCALIZED = ("name_localizations", "description_localizations")


class Commands:
    """Command objects by guild id; the global ones stand under the empty string."""

    def __init__(self, application_id: str, ids: Snowflakes, journal: Journal, changes: Changes) -> None:
        self._application_id = application_id
        self._ids = ids
        self._journal = journal
        self._changes = changes
        self._registered: dict[str, list[dict[str, Any]]] = {}

    def restore(self, entries: Iterable[dict[str, Any]]) -> None:
        """Bring back what the journal has."""
        for entry in entries:
            if entry.get("service") == SERVICE and entry["kind"] == "commands":
                self._registered[entry["guild"]] = entry["commands"]

    def overwrite(self, guild_id: str, body: Any) -> list[dict[str, Any]]:
        """Register these commands in the place of all others; one that keeps its name keeps its id."""
        known = {command["name"]: command for command in self._registered.get(guild_id, [])}
        made = [self._made(command, guild_id, known.get(command["name"])) for command in check_commands(body)]
        entry = {"service": SERVICE, "kind": "commands", "guild": guild_id, "commands": made}
        self._journal.write(entry)
        self._registered[guild_id] = made
        self._changes.tell(entry)
        return made

    def registered(self, guild_id: str = "") -> list[dict[str, Any]]:
        """Return the commands registered for exactly this guild, or globally."""
        return self._registered.get(guild_id, [])

    def everywhere(self) -> list[dict[str, Any]]:
        """Return all commands."""
        return [command for commands in self._registered.values() for command in commands]

    def find(self, name: str, guild_id: str) -> dict[str, Any]:
        """Return what `/name` means in a guild, "" for a private chat, in any language; raise ValueError if nothing."""
        everywhere = [command for command in self.registered() if is_for(command, is_private=not guild_id)]
        usable = [*self.registered(guild_id), *everywhere] if guild_id else everywhere
        for command in usable:
            if name in names_of(command):
                return command
        there = ", ".join(f"/{command['name']}" for command in usable) or "none"
        raise ValueError(f"the bot has registered no command /{name}; it has registered {there}")

    def _made(self, asked: dict[str, Any], guild_id: str, known: dict[str, Any] | None) -> dict[str, Any]:
        permissions = asked.get("default_member_permissions")
        made = {
            "id": known["id"] if known else self._ids.next(),
            "application_id": self._application_id,
            "version": self._ids.next(),
            "type": 1,
            "name": asked["name"],
            "name_localizations": asked.get("name_localizations"),
            "description": asked["description"],
            "description_localizations": asked.get("description_localizations"),
            "default_member_permissions": None if permissions is None else str(permissions),
            "dm_permission": asked.get("dm_permission") is not False,
            "contexts": asked.get("contexts"),
            "integration_types": asked.get("integration_types") or [0],
            "nsfw": bool(asked.get("nsfw")),
            "options": asked.get("options") or [],
        }
        return made | ({"guild_id": guild_id} if guild_id else {})


def is_for(command: dict[str, Any], *, is_private: bool) -> bool:
    """Return whether a command can be given in private chats with the bot, or in guilds."""
    if (contexts := command.get("contexts")) is not None:
        return (_BOT_DM if is_private else _GUILD) in contexts
    return bool(command["dm_permission"]) or not is_private


def names_of(thing: dict[str, Any]) -> set[str]:
    """Return every name of a command, option or choice, over all languages."""
    return {thing["name"], *(thing.get("name_localizations") or {}).values()}


def without_localizations(thing: Any) -> Any:
    """Return commands as a list shows them that was not asked for localizations."""
    if isinstance(thing, list):
        return [without_localizations(one) for one in thing]
    if isinstance(thing, dict):
        return {key: without_localizations(value) for key, value in thing.items() if key not in _LOCALIZED}
    return thing

"""The slash commands as Discord wants them described, and their publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import structlog
from discord import Locale

from bot.core.delivery import Platform
from bot.core.errors import Refused
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Sort
from bot.core.readers.languages import FALLBACK, language_of
from bot.platforms.discord.likeness import holds
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.core.phrases import Phrases
    from bot.core.phrases.words import Words
    from bot.core.readers.conversation import Command, Parameter
    from bot.platforms.discord.wire import Wire

_log = structlog.get_logger()

_COMMANDS: Final = "/applications/{application_id}/commands"
_STRING: Final = 3
_TYPES: Final = {Sort.NUMBER: 4, Sort.CHANNEL: 7, Sort.ROLE: 8}
_SHOWING_ALERTS: Final = [0, 5, 10, 11, 12, 15]  # text, announcements, three kinds of thread, forums
# A language may be several of Discord's locales (es-ES, es-419).
_LOCALES: Final = {one.value: language_of(one.value) for one in Locale if language_of(one.value) is not FALLBACK}
_MOST: Final = 100  # global commands that Discord takes (doc)
_GUILD, _BOT_DM = 0, 1
_MANAGE_GUILD: Final = 1 << 5  # what servers take for "may configure bots"; its admins may change it per command


async def publish(wire: Wire, commands: Iterable[Command]) -> None:
    """Make the bot's global commands these, with a write only where they differ: Discord counts the new ones a day."""
    wanted = [described(command) for command in commands if _is_here(command)]
    if len(wanted) > _MOST:
        _log.error("discord.commands_left_out", names=[one["name"] for one in wanted[_MOST:]])
        wanted = wanted[:_MOST]
    application = await wire.call("GET", "/oauth2/applications/@me")
    there = {"application_id": field(application, "id")}
    registered = await wire.call("GET", _COMMANDS, query={"with_localizations": "true"}, **there)
    if is_same(registered, wanted):
        return
    try:
        await wire.call("PUT", _COMMANDS, json=wanted, **there)
    except Refused as refusal:
        _log.error("discord.commands_refused", why=str(refusal))
    else:
        _log.info("discord.commands_published", count=len(wanted))


def described(command: Command) -> dict[str, Any]:
    """Return the command as Discord describes one; names outside Korean are the canonical ones."""
    return {
        "type": 1,
        "name": command.name,
        **_texts(command.words),
        "options": [_option(parameter) for parameter in command.shown],
        "default_member_permissions": _MANAGE_GUILD if command.for_managers or command.for_operators else None,
        "contexts": [_GUILD] if command.for_operators else [_GUILD, _BOT_DM],
        "integration_types": [0],
    }


def _is_here(command: Command) -> bool:
    return command.platforms is None or Platform.DISCORD in command.platforms


def is_same(registered: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether Discord has just the wanted commands, in whatever order."""
    have = {command["name"]: command for command in registered}
    return len(have) == len(wanted) and all(holds(have.get(command["name"]), command) for command in wanted)


def _option(parameter: Parameter) -> dict[str, Any]:
    return {
        "type": _TYPES.get(parameter.sort, _STRING),
        "name": parameter.name,
        **_texts(parameter.words),
        "required": False,
        **({"autocomplete": True} if parameter.sort is Sort.CATEGORY else {}),
        **({"channel_types": _SHOWING_ALERTS} if parameter.sort is Sort.CHANNEL else {}),
    }


def _texts(words: Callable[[Phrases], Words]) -> dict[str, Any]:
    """Return the description that everybody sees, and what others see instead of that and of the name."""
    localized = [(locale, words(phrases_in(language))) for locale, language in _LOCALES.items()]
    return {
        "name_localizations": {code: said.name for code, said in localized},
        "description": words(phrases_in(FALLBACK)).help,
        "description_localizations": {code: said.help for code, said in localized},
    }

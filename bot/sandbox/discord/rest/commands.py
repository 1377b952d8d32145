"""The calls that register application commands and list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.discord.commands import without_localizations
from bot.sandbox.discord.errors import Code, refusal

if TYPE_CHECKING:
    from bot.sandbox.discord.rest.exchange import Answer, Ask, Backend


def overwrite(backend: Backend, ask: Ask) -> Answer:
    """PUT commands in the place of all that were registered, globally or for a guild."""
    return 200, backend.commands.overwrite(_guild(backend, ask), ask.body)


def registered(backend: Backend, ask: Ask) -> Answer:
    """GET the commands that are registered."""
    found = backend.commands.registered(_guild(backend, ask))
    wants_all = ask.query.get("with_localizations", "").lower() in ("1", "true")
    return 200, found if wants_all else without_localizations(found)


def _guild(backend: Backend, ask: Ask) -> str:
    """Return the guild's id, empty for global commands; the application must be the bot's own."""
    if ask.parts["application"] != backend.world.bot["id"]:
        raise refusal(Code.NOT_YOUR_APPLICATION)
    return backend.world.guild(ask.parts["guild"]).id if "guild" in ask.parts else ""

"""What an interaction says: who asks, where, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import InteractionType

from bot.core.conversation import Asker
from bot.core.delivery import Channel, Kind, Language, Platform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import Client, Interaction

    from bot.core.conversation import Reply
    from bot.core.reader_ports import Desk


async def ask(desk: Desk, interaction: Interaction[Client]) -> Reply | None:
    """Bring a slash command or a pressed button to the desk; None where there is nothing to say."""
    given: Mapping[str, Any] = interaction.data or {}
    if interaction.type is InteractionType.application_command:
        return await desk.called(given["name"], _arguments(given), asker_of(interaction))
    if interaction.type is InteractionType.component:
        return await desk.typed(given["custom_id"], asker_of(interaction))
    return None


def asker_of(interaction: Interaction[Client]) -> Asker:
    """Return who asks; in a private chat everybody manages what is theirs.

    Raises ValueError for a kind of channel that discord.py does not know: it then drops the id, too (2.7.1, source).
    """
    if interaction.channel_id is None:
        raise ValueError("the question comes from a kind of channel that discord.py does not know")
    language = language_of(interaction)
    is_private = interaction.guild_id is None
    channel = Channel(
        platform=Platform.DISCORD,
        address=str(interaction.channel_id),
        kind=Kind.PRIVATE if is_private else Kind.GROUP,
        title=getattr(interaction.channel, "name", None) or "",
        language=language,
    )
    may = interaction.permissions
    manages = is_private or may.administrator or may.manage_guild or may.manage_channels
    return Asker(channel=channel, user=str(interaction.user.id), language=language, manages=manages)


def language_of(interaction: Interaction[Client]) -> Language:
    """Return the language of the asker's Discord, as far as we speak it."""
    return Language.KO if interaction.locale.value.startswith("ko") else Language.EN


def _arguments(given: Mapping[str, Any]) -> dict[str, str]:
    return {option["name"]: str(option["value"]) for option in given.get("options", ())}

"""What an interaction says: who asks, where, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ActionRow, InteractionType, SelectMenu

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.readers import languages
from bot.core.readers.conversation import Asker
from bot.core.text.plain import clean
from bot.platforms.discord.forms import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from discord import Client, Interaction, Locale

    from bot.core.ports.readers import Desk
    from bot.core.readers.conversation import Reply

_BUTTON = 2
_ROLE = 8


async def ask(desk: Desk, interaction: Interaction[Client]) -> Reply | None:
    """Bring a slash command, a pressed button, what was chosen in a menu or a form that was filled in to the desk.

    None where nothing is said to a press. Raises ValueError for whatever else Discord may come to ask.
    """
    given: Mapping[str, Any] = interaction.data or {}
    asker = asker_of(interaction)
    if interaction.type is InteractionType.application_command:
        return await desk.called(given["name"], _arguments(given, interaction.guild_id), asker)
    if interaction.type is InteractionType.component:
        before = _chosen_before(interaction, given["custom_id"])
        return await desk.pressed(given["custom_id"], asker, chosen=_chosen(given), before=before)
    if interaction.type is InteractionType.modal_submit:
        return await desk.pressed(given["custom_id"], asker, text=filled(given))
    raise ValueError(f"an interaction of type {interaction.type.value} is none that we know")


async def complete(desk: Desk, interaction: Interaction[Client]) -> Sequence[str]:
    """Return what the argument that is being typed may become."""
    given: Mapping[str, Any] = interaction.data or {}
    for option in given.get("options", ()):
        if option.get("focused"):
            begun = str(option.get("value", ""))
            return await desk.completed(given["name"], option["name"], begun, asker_of(interaction))
    return ()


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
    user = interaction.user
    return Asker(channel=channel, user=str(user.id), language=language, manages=manages, name=clean(user.display_name))


def language_of(interaction: Interaction[Client]) -> Language:
    """Return the language of the asker's Discord, as far as we speak it."""
    return spoken(interaction.locale)


def spoken(locale: Locale) -> Language:
    """Return the language of ours that fits a locale of Discord's."""
    return languages.language_of(locale.value)


def _arguments(given: Mapping[str, Any], guild_id: int | None) -> dict[str, str]:
    """Return what the command was told; the role with the server's id is @everyone, which no mention of it pings."""
    options = given.get("options", ())
    told = {option["name"]: str(option["value"]) for option in options}
    everyone = (one for one in options if one.get("type") == _ROLE and str(one["value"]) == str(guild_id))
    return told | {one["name"]: "@everyone" for one in everyone}


def _chosen(given: Mapping[str, Any]) -> Sequence[str] | None:
    """Return what is chosen in a menu, in its order; None for a button."""
    return None if given.get("component_type") == _BUTTON else tuple(map(str, given.get("values", ())))


def _chosen_before(interaction: Interaction[Client], custom_id: str) -> Sequence[str] | None:
    """Return what was chosen in the menu of this id as it stands in the message; None where there is none."""
    rows = interaction.message.components if interaction.message else ()
    parts = (part for row in rows if isinstance(row, ActionRow) for part in row.children)
    menus = (part for part in parts if isinstance(part, SelectMenu) and part.custom_id == custom_id)
    menu = next(menus, None)
    return None if menu is None else tuple(option.value for option in menu.options if option.default)

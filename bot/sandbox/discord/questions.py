"""An interaction as the bot is told of it, without what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.discord.interactions import Interaction
    from bot.sandbox.discord.places import Channel, Guild, Member
    from bot.sandbox.discord.world import World

_GUILD, _BOT_DM = 0, 1


def question(world: World, begun: Interaction) -> dict[str, Any]:
    """Return the interaction: who, where, in which language, with which rights."""
    channel, guild, person = world.person(begun.channel_id, begun.user_id)
    where = _in_guild(world, channel, guild, person) if guild else _in_private(world, channel, person)
    return {
        "id": begun.id,
        "application_id": world.bot["id"],
        "type": int(begun.kind),
        "token": begun.token,
        "version": 1,
        "channel_id": channel.id,
        "locale": person.locale,
        "app_permissions": str(int(channel.bot_permissions | Permission.SEND_MESSAGES)),
        "entitlements": [],
        "attachment_size_limit": 10 * 1024 * 1024,
        **where,
    }


def _in_guild(world: World, channel: Channel, guild: Guild, person: Member) -> dict[str, Any]:
    rights = str(int(person.permissions))
    return {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "channel": objects.channel(channel, world.bot["id"]) | {"permissions": rights},
        "member": objects.member(guild, person) | {"permissions": rights},
        "authorizing_integration_owners": {"0": guild.id},
        "context": _GUILD,
    }


def _in_private(world: World, channel: Channel, person: Member) -> dict[str, Any]:
    """Return it as private chats have it: a user, no member; "0" for the guild that let the bot in."""
    user = world.user(person.id)
    return {
        "channel": objects.private_channel(channel, user),
        "user": user,
        "authorizing_integration_owners": {"0": "0"},
        "context": _BOT_DM,
    }

"""The guilds, channels and people the bot may meet, and what it may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.discord.places import Channel, Guild, Member

BOT_ID = "1370000000000000001"


class World:
    """Every place, by id; the bot's user is `bot`, its application has the same id."""

    def __init__(self) -> None:
        self.bot = objects.user(BOT_ID, "Sokbo", is_bot=True)
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}

    def guild(self, guild_id: str) -> Guild:
        """Return a guild the bot is in, or refuse as Discord does."""
        found = self.guilds.get(guild_id)
        if found is None:
            raise refusal(Code.UNKNOWN_GUILD)
        if not found.has_bot:
            raise refusal(Code.MISSING_ACCESS)
        return found

    def channel(self, channel_id: str, *needed: Permission) -> Channel:
        """Return a channel the bot can see and has the needed permissions in, or refuse as Discord does."""
        found = self.channels.get(channel_id)
        if found is None:
            raise refusal(Code.UNKNOWN_CHANNEL)
        held = found.bot_permissions
        if Permission.VIEW_CHANNEL not in held or not self.guilds[found.guild_id].has_bot:
            raise refusal(Code.MISSING_ACCESS)
        if any(bit not in held for bit in needed):
            raise refusal(Code.MISSING_PERMISSIONS)
        return found

    def channels_of(self, guild_id: str) -> Iterator[Channel]:
        """Yield the guild's channels in order."""
        return (one for one in self.channels.values() if one.guild_id == guild_id)

    def person(self, channel_id: str, user_id: str) -> tuple[Channel, Guild, Member]:
        """Return the channel, its guild and the person in it; raise ValueError where one is missing."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise ValueError(f"there is no channel {channel_id}")
        guild = self.guilds[channel.guild_id]
        if user_id not in guild.members:
            raise ValueError(f"{user_id} is not a member of {guild.name!r}")
        return channel, guild, guild.members[user_id]

    def user(self, guild_id: str, user_id: str) -> dict[str, Any]:
        """Return the user object of anybody, a stranger's where nobody knows the id."""
        if user_id == self.bot["id"]:
            return self.bot
        known = self.guilds[guild_id].members.get(user_id)
        return objects.user(user_id, known.name if known else f"user{user_id}")

"""The guilds, channels and people the bot may meet, and what it may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.permissions import EVERYONE, Permission
from bot.sandbox.discord.places import Channel, Thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.sandbox.discord.places import Guild, Member

BOT_ID = "1370000000000000001"
_IN_THREADS = {Permission.SEND_MESSAGES: Permission.SEND_MESSAGES_IN_THREADS}
_PRIVATE = 7_000_000_000  # from a person's id to that of their private chat: the same again after a restart


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
        if found.is_private:
            self._check_private(found, needed)
            return found
        held = found.bot_permissions
        if Permission.VIEW_CHANNEL not in held or not self.guilds[found.guild_id].has_bot:
            raise refusal(Code.MISSING_ACCESS)
        if found.thread:
            needed = tuple(_IN_THREADS.get(bit, bit) for bit in needed)
        if any(bit not in held for bit in needed):
            raise refusal(Code.MISSING_PERMISSIONS)
        return found

    def _check_private(self, place: Channel, needed: tuple[Permission, ...]) -> None:
        """Refuse a message to who takes none; that a private chat is there says nothing of it."""
        if Permission.SEND_MESSAGES not in needed:
            return
        met = [guild.members[place.recipient] for guild in self._met(place.recipient) if guild.has_bot]
        if not met:
            raise refusal(Code.NO_MUTUAL_GUILDS)
        if not all(person.takes_messages for person in met):
            raise refusal(Code.MAY_NOT_MESSAGE_USER)

    def private(self, user_id: str) -> Channel:
        """Return the private chat of a person with the bot, which is made where there is none; refuse a stranger's."""
        if not any(self._met(user_id)):
            raise refusal(Code.INVALID_RECIPIENT)
        channel_id = str(int(user_id) + _PRIVATE)
        place = Channel(id=channel_id, guild_id="", name="", position=0, recipient=user_id)
        return self.channels.setdefault(channel_id, place)

    def channels_of(self, guild_id: str) -> Iterator[Channel]:
        """Yield the guild's channels in order."""
        return (one for one in self.channels.values() if one.guild_id == guild_id)

    def person(self, channel_id: str, user_id: str) -> tuple[Channel, Guild | None, Member]:
        """Return the channel, its guild (None for a private chat) and the person; raise ValueError if one lacks."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise ValueError(f"there is no channel {channel_id}")
        if channel.is_private:
            if channel.recipient != user_id:
                raise ValueError(f"{user_id} is not in the private chat {channel_id}")
            return channel, None, self.anybody(user_id)
        guild = self.guilds[channel.guild_id]
        if user_id not in guild.members:
            raise ValueError(f"{user_id} is not a member of {guild.name!r}")
        return channel, guild, guild.members[user_id]

    def choosable(self, channel: Channel, guild: Guild | None) -> dict[str, list[dict[str, Any]]]:
        """Return the channels and roles that a command's options can name there, as the bot is told of them."""
        if guild is None:
            return {"channels": [], "roles": []}
        kept = ("id", "name", "type", "parent_id")
        shown = (objects.channel(one, self.bot["id"]) for one in self.channels_of(channel.guild_id))
        channels = [{key: one[key] for key in kept} | {"permissions": str(int(EVERYONE))} for one in shown]
        return {"channels": channels, "roles": objects.roles(guild, self.bot["id"])}

    def anybody(self, user_id: str) -> Member:
        """Return a person in any guild; raise ValueError where nobody has this id."""
        for guild in self._met(user_id):
            return guild.members[user_id]
        raise ValueError(f"there is nobody {user_id}")

    def take_messages(self, user_id: str, *, does: bool) -> None:
        """Let a person take messages from the bot, or refuse them."""
        for guild in self._met(user_id):
            guild.members[user_id].takes_messages = does

    def user(self, user_id: str) -> dict[str, Any]:
        """Return the user object of anybody, a stranger's where nobody knows the id."""
        if user_id == self.bot["id"]:
            return self.bot
        known = next((guild.members[user_id] for guild in self._met(user_id)), None)
        return objects.user(user_id, known.name if known else f"user{user_id}")

    def restore(self, entries: Iterable[dict[str, Any]]) -> None:
        """Bring back the threads that the journal has."""
        for entry in (one for one in entries if (one.get("service"), one.get("kind")) == ("discord", "thread")):
            if entry["is_gone"] or entry["parent"] not in self.channels:
                self.channels.pop(entry["id"], None)
                continue
            parent = self.channels[entry["parent"]]
            thread = Thread(
                parent=parent, tags=entry["tags"], is_archived=entry["is_archived"], is_locked=entry["is_locked"]
            )
            place = Channel(id=entry["id"], guild_id=parent.guild_id, name=entry["name"], position=0, thread=thread)
            self.channels[place.id] = place

    def pinged(self, channel_id: str, role_ids: Iterable[str]) -> list[str]:
        """Return those roles that the bot's message pings there: mentionable ones, and any with Mention Everyone."""
        channel = self.channels[channel_id]
        if channel.is_private:
            return []
        roles = {one["id"]: one["mentionable"] for one in objects.roles(self.guilds[channel.guild_id], self.bot["id"])}
        may_ping_all = Permission.MENTION_EVERYONE in channel.bot_permissions
        return [one for one in role_ids if roles.get(one) or (one in roles and may_ping_all)]

    def _met(self, user_id: str) -> Iterator[Guild]:
        """Yield the guilds that the person is in."""
        return (guild for guild in self.guilds.values() if user_id in guild.members)

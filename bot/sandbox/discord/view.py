"""Everything the sandbox's page shows of Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.chat import SERVICE

if TYPE_CHECKING:
    from bot.sandbox.discord.chat import Chat, Shown
    from bot.sandbox.discord.commands import Commands
    from bot.sandbox.discord.places import Channel, Member
    from bot.sandbox.discord.world import World


def view(world: World, chat: Chat, commands: Commands) -> dict[str, Any]:
    """Return the bot, its commands and every chat."""
    return {
        "service": SERVICE,
        "bot": world.bot,
        "commands": commands.everywhere(),
        "chats": [_chat(channel, world, chat) for channel in world.channels.values()],
    }


def _chat(channel: Channel, world: World, chat: Chat) -> dict[str, Any]:
    messages = [_message(shown) for shown in chat.in_channel(channel.id)]
    if channel.is_private:
        people = [_person(world.anybody(channel.recipient))]
        return {"id": channel.id, "type": "private", "title": world.bot["username"], "people": people} | {
            "messages": messages
        }
    guild = world.guilds[channel.guild_id]
    return {
        "id": channel.id,
        "type": "announcement" if channel.is_announcement else "forum" if channel.forum else "text",
        "title": f"{channel.thread.parent.name} › {channel.name}" if channel.thread else channel.name,
        "guild": {"id": guild.id, "name": guild.name},
        "roles": [{"id": one["id"], "name": one["name"]} for one in objects.roles(guild, world.bot["id"])],
        "people": [_person(one) for one in guild.members.values()],
        "messages": messages,
    }


def _person(one: Member) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "locale": one.locale, "may_manage": one.may_manage}


def _message(shown: Shown) -> dict[str, Any]:
    return shown.message | ({"for": shown.only_for} if shown.only_for else {})

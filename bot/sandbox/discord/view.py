"""Everything the sandbox's page shows of Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.chat import SERVICE

if TYPE_CHECKING:
    from bot.sandbox.discord.chat import Chat, Shown
    from bot.sandbox.discord.commands import Commands
    from bot.sandbox.discord.places import Channel
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
    guild = world.guilds[channel.guild_id]
    return {
        "id": channel.id,
        "type": "announcement" if channel.is_announcement else "text",
        "title": channel.name,
        "guild": {"id": guild.id, "name": guild.name},
        "people": [
            {"id": one.id, "name": one.name, "locale": one.locale, "may_manage": one.may_manage}
            for one in guild.members.values()
        ],
        "messages": [_message(shown) for shown in chat.in_channel(channel.id)],
    }


def _message(shown: Shown) -> dict[str, Any]:
    return shown.message | ({"for": shown.only_for} if shown.only_for else {})

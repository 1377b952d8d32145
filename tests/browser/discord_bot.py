"""A small bot made with the real discord.py, at the sandbox's Discord."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.sandbox.scene import DISCORD_NEWS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.discord import DiscordService

COMMANDS: Final[list[Any]] = [
    {
        "name": "latest",
        "description": "The latest posts",
        "name_localizations": {"ko": "최신"},
        "description_localizations": {"ko": "최신 기사 보기"},
        "options": [
            {
                "type": 4,
                "name": "count",
                "description": "How many posts",
                "name_localizations": {"ko": "개수"},
                "description_localizations": {"ko": "몇 건을 볼지"},
            }
        ],
    },
    {
        "name": "subscribe",
        "description": "Get alerts here",
        "name_localizations": {"ko": "구독"},
        "description_localizations": {"ko": "이 채널에서 알림 받기"},
        "default_member_permissions": str(discord.Permissions(manage_channels=True).value),
    },
]


class Newsagent(discord.Client):
    """Answers `/latest` to the asker alone, after a moment of thought, and buttons by changing their message."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.0)
        self.heard: list[discord.Interaction] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a command or a press."""
        self.heard.append(interaction)
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(content="pressed", view=None)
            return
        await interaction.response.defer(ephemeral=True)
        await self.may_answer.wait()
        await interaction.edit_original_response(content="**최신 기사**", view=buttons())

    async def publish(self, embed: discord.Embed, text: str = "") -> discord.Message:
        """Send to the news channel."""
        return await self.get_partial_messageable(DISCORD_NEWS).send(text, embed=embed)


def buttons() -> discord.ui.View:
    """Return a row with one button."""
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="더 보기", custom_id="more"))
    return view


@asynccontextmanager
async def newsagent(service: DiscordService) -> AsyncIterator[Newsagent]:
    """Give the bot, connected and with its commands registered."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = service.url, URL(service.gateway_url)
    try:
        async with Newsagent() as client, asyncio.TaskGroup() as group:
            await client.login(service.token)
            await client.http.bulk_upsert_global_commands(client.application_id or 0, COMMANDS)
            group.create_task(client.connect())
            await client.wait_until_ready()
            yield client
            await client.close()
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before

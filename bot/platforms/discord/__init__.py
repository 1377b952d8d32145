"""Discord: alerts into its channels, and its readers' slash commands to the desk."""

from __future__ import annotations

from bot.platforms.discord.connection import DiscordConnection, connect

__all__ = ["DiscordConnection", "connect"]

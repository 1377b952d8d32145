"""Discord's REST API v10, gateway and interactions, imitated strictly on loopback."""

from __future__ import annotations

from bot.sandbox.discord.limits import Limits, Rate
from bot.sandbox.discord.service import DiscordService

__all__ = ["DiscordService", "Limits", "Rate"]

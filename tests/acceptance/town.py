"""Both chat services with a few people and channels, as a test looks at them."""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import DiscordService
from bot.sandbox.discord import Limits as DiscordLimits
from bot.sandbox.telegram import Limits as TelegramLimits
from bot.sandbox.telegram import TelegramService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

CHANNEL, GROUP = -1001, -2001
JIMIN, ALEX = 1001, 1002
GUILD, NEWS, GENERAL = 3000, 3001, 3002
PATIENCE = 15.0
NO_REST = TelegramLimits(private_per_second=None, group_per_minute=None)


class Town:
    """The outside world: what each chat shows, and what people do there."""

    def __init__(self, limits: TelegramLimits) -> None:
        self.telegram = TelegramService(limits=limits)
        self.discord = DiscordService(limits=DiscordLimits())
        self.telegram.add_channel(CHANNEL, "속보 알림", "newsdao_alerts")
        self.telegram.add_private(JIMIN, "지민", "ko")
        self.telegram.add_private(ALEX, "Alex", "en")
        self.telegram.add_group(GROUP, "동네", [JIMIN])
        self.telegram.add_member(GROUP, ALEX)
        self.discord.add_guild(GUILD, "뉴스다오")
        self.discord.add_text(NEWS, GUILD, "속보", announcement=True)
        self.discord.add_text(GENERAL, GUILD, "general")
        self.discord.add_member(JIMIN, GUILD, "지민", may_manage=True, locale="ko")
        self.discord.add_member(ALEX, GUILD, "Alex", locale="en-US")

    def on_telegram(self, chat: int = CHANNEL) -> list[str]:
        """Return the texts that a Telegram chat shows, oldest first."""
        return [message.get("text", "") for message in self.telegram.messages(chat)]

    def on_discord(self, channel: int = NEWS, user: int | None = None) -> list[str]:
        """Return the texts that a Discord channel shows, to a member when one is named, oldest first."""
        return [_words(message) for message in self.discord.messages(channel, user)]

    async def types(self, chat: int, user: int, text: str) -> None:
        """Let somebody write on Telegram."""
        await self.telegram.act({"do": "type", "chat": str(chat), "user": str(user), "text": text})

    async def commands(self, user: int, name: str, channel: int = NEWS, **options: Any) -> None:
        """Let somebody give a slash command on Discord."""
        await self.discord.act(
            {"do": "command", "chat": str(channel), "user": str(user), "name": name, "options": options}
        )


@asynccontextmanager
async def a_town(limits: TelegramLimits = NO_REST) -> AsyncIterator[Town]:
    """Run both services for as long as the block lasts."""
    town = Town(limits)
    await town.telegram.start()
    await town.discord.start()
    try:
        yield town
    finally:
        await town.telegram.stop()
        await town.discord.stop()


async def until(is_so: Callable[[], bool], what: Callable[[], object] = lambda: "", patience: float = PATIENCE) -> None:
    """Return as soon as the claim holds; `what` is shown where it never does."""
    deadline = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience} seconds; there is {what()}")
        await asyncio.sleep(0.01)


def lines(texts: list[str], word: str) -> list[str]:
    """Return the texts that hold the word."""
    return [text for text in texts if word in text]


def _words(message: dict[str, Any]) -> str:
    """Return a Discord message as one text, its markup's backslashes left out."""
    parts = [message.get("content", "")]
    for embed in message.get("embeds", []):
        parts += [embed.get("title", ""), embed.get("description", ""), embed.get("url", "")]
    return re.sub(r"\\(?=\W)", "", "\n".join(filter(None, parts)))

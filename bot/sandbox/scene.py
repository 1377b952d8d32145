"""The chats and people a newcomer meets: a news publisher's channels, and two readers of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.sandbox.discord.places import Forum, Tag

if TYPE_CHECKING:
    from bot.sandbox.discord import DiscordService
    from bot.sandbox.telegram import TelegramService


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody with an account on both services; `is_manager` says they run the group and the server."""

    name: str
    language: str
    telegram: int
    discord: int
    is_manager: bool = False


JIMIN: Final = Reader(name="지민", language="ko", telegram=1001, discord=1_370_000_000_000_001_001, is_manager=True)
ALEX: Final = Reader(name="Alex", language="en", telegram=1002, discord=1_370_000_000_000_001_002)
READERS: Final = (JIMIN, ALEX)

TELEGRAM_CHANNEL: Final = -1_001_000_000_001
TELEGRAM_CHANNEL_NAME: Final = "newsdao_alerts"
TELEGRAM_UNCONNECTED: Final = -1_001_000_000_002
"""A reader's own channel, which the bot is not in yet."""

TELEGRAM_PRIVATE: Final = JIMIN.telegram
TELEGRAM_GROUP: Final = -4_000_000_001
"""A basic group, so that it can be upgraded to a supergroup."""

TELEGRAM_NEWSROOM: Final = -4_000_000_002
"""Where those who run the bot talk."""

DISCORD_GUILD: Final = 1_370_000_000_000_002_000
DISCORD_NEWS: Final = 1_370_000_000_000_002_001
DISCORD_GENERAL: Final = 1_370_000_000_000_002_002
DISCORD_FORUM: Final = 1_370_000_000_000_002_003
"""A forum, whose posts the page shows beside the channels."""


def furnish_telegram(telegram: TelegramService) -> None:
    """Give Telegram its channel, its groups, and a private chat with each reader."""
    telegram.add_channel(TELEGRAM_CHANNEL, "속보 알림", TELEGRAM_CHANNEL_NAME, [JIMIN.telegram])
    for reader in READERS:
        telegram.add_private(reader.telegram, reader.name, reader.language)
    telegram.add_group(TELEGRAM_GROUP, "동네 이야기방", [JIMIN.telegram])
    telegram.add_member(TELEGRAM_GROUP, ALEX.telegram)
    telegram.add_group(TELEGRAM_NEWSROOM, "편집국", [JIMIN.telegram])
    telegram.add_channel(TELEGRAM_UNCONNECTED, "동네 소식지", admins=[JIMIN.telegram], has_bot=False)


def furnish_discord(discord: DiscordService) -> None:
    """Give Discord its server with an announcement channel and a place to talk."""
    discord.add_guild(DISCORD_GUILD, "뉴스다오")
    discord.add_text(DISCORD_NEWS, DISCORD_GUILD, "속보", announcement=True)
    discord.add_text(DISCORD_GENERAL, DISCORD_GUILD, "general", is_system=True)
    tags = [Tag(id=str(DISCORD_FORUM + place), name=name) for place, name in enumerate(("News", "Sports"), 1)]
    discord.add_forum(DISCORD_FORUM, DISCORD_GUILD, "기사", Forum(tags=tags))
    for reader in READERS:
        locale = {"ko": "ko", "en": "en-US"}[reader.language]
        discord.add_member(reader.discord, DISCORD_GUILD, reader.name, may_manage=reader.is_manager, locale=locale)
        discord.add_private(reader.discord)

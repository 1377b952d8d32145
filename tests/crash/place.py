"""Both chat services with a few dozen chats in use, and hundreds that want other news: a walk of several pages."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Channel, Kind, Platform, Wishes
from bot.sandbox.discord import DiscordService
from bot.sandbox.telegram import Limits, TelegramService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

GUILD = 900
FIRST_ROOM, ROOMS = 9000, 8
FIRST_CHANNEL, CHANNELS = -100_1000, 4
FIRST_READER, READERS, STRIDE = 1_000_000, 18, 32  # each 32nd private chat wants these news; the rest want others
LATENCY = 0.015
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_OTHER_NEWS = Wishes(frozenset({"날씨"}))
# Faster than Telegram is, so that more is in flight at any moment and a broadcast is over in a third of a second.
SETTINGS = """\
[[levels]]
level = "breaking"
title_prefix = "[속보]"

[pace]
telegram_per_second = 100
telegram_private_seconds = 0.05
telegram_group_per_minute = 1000
"""


class Place:
    """The outside world of one bot. `absent` are readers who have blocked it at times, and miss what came meanwhile."""

    def __init__(self) -> None:
        self.absent: set[int] = set()
        unlimited = Limits(per_second=None, private_per_second=None, group_per_minute=None)
        self.telegram = TelegramService(limits=unlimited, latency=LATENCY)
        self.discord = DiscordService(latency=LATENCY)
        for number in range(CHANNELS):
            self.telegram.add_channel(FIRST_CHANNEL - number, f"속보 {number}")
        for number in range(READERS):
            self.telegram.add_private(FIRST_READER + number * STRIDE, f"독자 {number}")
        self.discord.add_guild(GUILD, "동네")
        for number in range(ROOMS):
            self.discord.add_text(FIRST_ROOM + number, GUILD, f"속보-{number}")

    def shown(self) -> Iterator[tuple[str, list[str]]]:
        """Yield every chat in use by its channel's id, with the texts it shows, oldest first."""
        for chat in (*_broadcast_chats(), *(reader for reader in readers() if reader not in self.absent)):
            yield f"telegram:{chat}", self.texts(chat)
        for room in _rooms():
            yield f"discord:{room}", [_words(message) for message in self.discord.messages(room)]

    def texts(self, chat: int) -> list[str]:
        """Return what a Telegram chat shows, oldest first."""
        return [message.get("text", "") for message in self.telegram.messages(chat)]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Run both services for as long as the block lasts."""
        await self.telegram.start()
        await self.discord.start()
        try:
            yield
        finally:
            await self.telegram.stop()
            await self.discord.stop()

    @property
    def environment(self) -> dict[str, str]:
        """Return where a bot finds both services."""
        return {
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
        }


def subscribers() -> Iterator[Channel]:
    """Yield everybody who subscribed, to these news or to others."""
    for room in _rooms():
        yield _channel(Platform.DISCORD, room, Kind.BROADCAST, Wishes())
    for chat in _broadcast_chats():
        yield _channel(Platform.TELEGRAM, chat, Kind.BROADCAST, Wishes())
    wanting = set(readers())
    for chat in range(FIRST_READER, FIRST_READER + READERS * STRIDE):
        yield _channel(Platform.TELEGRAM, chat, Kind.PRIVATE, Wishes() if chat in wanting else _OTHER_NEWS)


def _channel(platform: Platform, address: int, kind: Kind, wishes: Wishes) -> Channel:
    return Channel(platform=platform, address=str(address), kind=kind, wishes=wishes, since=_SINCE)


def _broadcast_chats() -> range:
    return range(FIRST_CHANNEL, FIRST_CHANNEL - CHANNELS, -1)


def readers() -> range:
    """Return the private chats that want these news."""
    return range(FIRST_READER, FIRST_READER + READERS * STRIDE, STRIDE)


def _rooms() -> range:
    return range(FIRST_ROOM, FIRST_ROOM + ROOMS)


def _words(message: dict[str, Any]) -> str:
    return " ".join([message["content"], *(embed.get("title", "") for embed in message["embeds"])])

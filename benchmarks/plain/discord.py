"""discord.py as its documents say: one text to many channels, gathered or one by one.

`python -m benchmarks.plain.discord WAY API_URL GATEWAY_URL TOKEN FIRST COUNT`
"""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from benchmarks.plain.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

EMBED = {
    "title": "시청 앞 광장, 주말마다 차 없는 거리로! 1",
    "url": "https://newsdao.kr/news/square/",
    "description": "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까?",
    "image": {"url": "https://newsdao.kr/assets/img/square.jpg"},
}


class Announcer(discord.Client):
    """Sends once it is ready, and ends."""

    def __init__(self, way: str, rooms: Sequence[int]) -> None:
        super().__init__(intents=discord.Intents.default())
        self._way = way
        self._rooms = rooms

    async def on_ready(self) -> None:
        """Send to every channel and report."""
        report = Report()
        if self._way == "gathered":
            sends = (self._send(room) for room in self._rooms)
            await asyncio.gather(*sends, return_exceptions=True)  # noqa: TID251 - the plain way
        else:
            for room in self._rooms:
                with suppress(discord.HTTPException):
                    await self._send(room)
        report.close()
        await self.close()

    async def _send(self, room: int) -> None:
        channel = self.get_channel(room)
        assert isinstance(channel, discord.TextChannel)  # noqa: S101 - the benchmark made it
        await channel.send(embed=discord.Embed.from_dict(EMBED))


def main(way: str, api: str, gateway: str, token: str, rooms: Sequence[int]) -> None:
    """Run one way to its end."""
    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
    Announcer(way, rooms).run(token, log_handler=None)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    words = sys.argv[1:]
    first, count = int(words[4]), int(words[5])
    main(words[0], words[1], words[2], words[3], range(first, first + count))

"""The sandbox as one thing: both services with their scene, the journal behind them and the page in front."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.sandbox.discord import DiscordService
from bot.sandbox.journal import Journal
from bot.sandbox.page.application import application
from bot.sandbox.page.ports import Show, Viewer
from bot.sandbox.scene import READERS, furnish_discord, furnish_telegram
from bot.sandbox.telegram import TelegramService
from bot.sandbox.troubles import discord_troubles, telegram_troubles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from aiohttp.web import Application

JOURNAL: Final = "sandbox.jsonl"


class Sandbox:
    """Both chat services on loopback and a page that shows them.

    What happened is kept in `folder`, nowhere without one. `publish` writes a sample post and returns its file's name;
    `web` gives a site's folder by its origin. The page is for a web server of the caller's: mount it under a path of
    its own (`add_subapp("/sandbox/", sandbox.page)`); `latency` is in seconds.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        publish: Callable[[], str] | None = None,
        web: Mapping[str, Path] = MappingProxyType({}),
        latency: float = 0.0,
    ) -> None:
        self._journal = Journal(folder / JOURNAL if folder else None)
        self.telegram = TelegramService(journal=self._journal, latency=latency)
        self.discord = DiscordService(journal=self._journal, latency=latency)
        furnish_telegram(self.telegram)
        furnish_discord(self.discord)
        self.page: Application = application(self._show(publish, web))

    async def start(self, host: str = "127.0.0.1", *, telegram_port: int = 0, discord_port: int = 0) -> None:
        """Let both services listen; with port 0 on any free one, told by their `url`."""
        await self.telegram.start(host, telegram_port)
        await self.discord.start(host, discord_port)

    async def stop(self) -> None:
        """Close every connection and the journal."""
        await self.telegram.stop()
        await self.discord.stop()
        self._journal.close()

    def _show(self, publish: Callable[[], str] | None, web: Mapping[str, Path]) -> Show:
        return Show(
            services={"telegram": self.telegram, "discord": self.discord},
            viewers=[
                Viewer(name=one.name, language=one.language, telegram=str(one.telegram), discord=str(one.discord))
                for one in READERS
            ],
            troubles={
                "telegram": telegram_troubles(self.telegram),
                "discord": discord_troubles(self.discord),
            },
            publish=publish,
            web=web,
        )

"""A stage for measuring: the sandbox in this process, the bot or a plain way as a process of its own before it."""

from __future__ import annotations

import asyncio
import gc
import json
import shutil
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.broadcast import Broadcast
from benchmarks.newsroom import Newsroom
from benchmarks.running import running
from bot.core.delivery import Platform
from bot.sandbox.discord import DiscordService
from bot.sandbox.discord import Limits as DiscordLimits
from bot.sandbox.telegram import Limits as TelegramLimits
from bot.sandbox.telegram import TelegramService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from benchmarks.running import RunningBot

LATENCY = 0.05  # seconds a call and its answer travel
FIRST = 1_000_000  # the first chat's id; all have as many digits, so that the store's order is theirs
GUILD = 900_000
# No page of this newsroom answers anywhere, and its posts come faster than any newsroom's.
HASTE = """
[patience]
page_breaking = 0
page = 0
correction = 0
[brake]
posts = 1_000_000
hours = 1_000_000
"""
LONGEST = 600.0  # seconds that a plain way may take


class PlainFailed(Exception):
    """A plain way did not come to its end; the message is the end of what it printed."""


class Stage:
    """A folder, a newsroom and both services."""

    def __init__(self, folder: Path, telegram: TelegramService, discord: DiscordService) -> None:
        self.folder = folder
        self.telegram = telegram
        self.discord = discord
        self.newsroom = Newsroom(folder / "site")

    def people(self, count: int) -> range:
        """Let so many private chats exist on Telegram; return their ids."""
        chats = range(FIRST, FIRST + count)
        for chat in chats:
            self.telegram.add_private(chat, "독자")
        gc.freeze()  # else the server's garbage collector walks them all, again and again, and is measured too
        return chats

    def rooms(self, count: int) -> range:
        """Let so many channels exist on Discord, in one server; return their ids."""
        rooms = range(FIRST, FIRST + count)
        self.discord.add_guild(GUILD, "동네")
        for room in rooms:
            self.discord.add_text(room, GUILD, f"alerts-{room}")
        return rooms

    def bot(
        self, settings: str = "", data: str = "data", haste: str = HASTE
    ) -> AbstractAsyncContextManager[RunningBot]:  # fmt: skip
        """Run the bot over both services; `settings` and `haste` are the text of its settings file."""
        config = self.folder / "sokbo.toml"
        config.write_text(settings + haste, encoding="utf-8")
        environment = {
            "CONFIG": str(config),
            "SITE": str(self.newsroom.folder),
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
        }
        return running(environment, self.folder / "bot.log", self.folder / data)

    async def plain(self, module: str, *arguments: object) -> dict[str, Any]:
        """Run a plain way (`benchmarks.plain.MODULE`) to its end; return the JSON object of its last line."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"benchmarks.plain.{module}", *map(str, arguments),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            limit=2**24,
        )  # fmt: skip
        try:
            async with asyncio.timeout(LONGEST):
                printed, complained = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode:
            raise PlainFailed(f"{module} {' '.join(map(str, arguments[:1]))}: {complained.decode()[-600:]}")
        answer: dict[str, Any] = json.loads(printed.splitlines()[-1])
        return answer

    def seen(self, platform: Platform, count: int, since: float, **measured: Any) -> Broadcast:
        """Return the broadcast that began at `since` as the service saw it."""
        service = self.telegram if platform is Platform.TELEGRAM else self.discord
        accepted = [one for one in service.accepted if one.at >= since]
        return Broadcast(
            count=count,
            start=since,
            accepted=[one.at for one in accepted],
            addresses=[one.chat for one in accepted],
            refused=[call.at for call in service.calls if call.status == 429 and call.at >= since],
            **measured,
        )


@asynccontextmanager
async def a_stage(
    *, latency: float = LATENCY, telegram: TelegramLimits | None = None, discord: DiscordLimits | None = None
) -> AsyncIterator[Stage]:
    """Set a stage and clear it away."""
    folder = Path(tempfile.mkdtemp(prefix="sokbo-bench-"))
    chat = TelegramService(latency=latency, limits=telegram or TelegramLimits())
    guild = DiscordService(latency=latency, limits=discord or DiscordLimits())
    await chat.start()
    await guild.start()
    try:
        yield Stage(folder, chat, guild)
    finally:
        await chat.stop()
        await guild.stop()
        gc.unfreeze()
        shutil.rmtree(folder, ignore_errors=True)


async def until(is_so: Callable[[], bool], seconds: float) -> None:
    """Return as soon as the claim holds; raises `TimeoutError` where it never does."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - the claim may be about anything
            await asyncio.sleep(0.01)


async def settled(count: Callable[[], int], wanted: int, *, patience: float, quiet: float = 5.0) -> None:
    """Return when `count` has come to what is wanted, or has not grown for `quiet` seconds."""
    last, since, deadline = count(), time.monotonic(), time.monotonic() + patience
    while last < wanted and time.monotonic() < min(deadline, since + quiet):
        await asyncio.sleep(0.02)
        if count() != last:
            last, since = count(), time.monotonic()

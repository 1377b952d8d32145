"""A stage for measuring: the sandbox in this process, the bot as a process of its own, and meters on it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.core.delivery import Channel, Kind, Platform, Wishes
from bot.core.pace import Pace
from bot.sandbox.discord import DiscordService
from bot.sandbox.discord import Limits as DiscordLimits
from bot.sandbox.telegram import Limits as TelegramLimits
from bot.sandbox.telegram import TelegramService
from bot.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from asyncio.subprocess import Process

LATENCY = 0.05
TICKS = os.sysconf("SC_CLK_TCK")
CONFIG = "title: bench\nurl: https://newsdao.kr\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n"
POST = """---
title: 시청 앞 광장, 주말마다 차 없는 거리로! {number}
categories: [News]
excerpt: 이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하다!
image: /assets/img/square.jpg
{more}---
본문입니다.
"""


@dataclass(frozen=True, slots=True)
class Meter:
    """What a process has used: CPU in seconds, memory in MB (its largest so far)."""

    cpu: float
    memory: float


def meter(pid: int) -> Meter:
    """Read a process's use from the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return Meter((int(fields[11]) + int(fields[12])) / TICKS, int(peak.split()[1]) / 1024)


class Stage:
    """A folder, both services, and the bot over them."""

    def __init__(self, folder: Path, telegram: TelegramService, discord: DiscordService) -> None:
        self.folder = folder
        self.telegram = telegram
        self.discord = discord
        self.posts = folder / "site" / "_posts"
        self.posts.mkdir(parents=True)
        (folder / "site" / "_config.yml").write_text(CONFIG, encoding="utf-8")
        self._drafts = 0

    def draft(self, more: str = "") -> Path:
        """Write a post beside its place."""
        self._drafts += 1
        path = self.folder / "site" / f".draft-{self._drafts}"
        path.write_text(POST.format(number=self._drafts, more=more), encoding="utf-8")
        return path

    def publish(self, draft: Path) -> float:
        """Rename a draft into place; return when (monotonic)."""
        at = time.monotonic()
        draft.rename(self.posts / f"2026-11-20-{draft.name.removeprefix('.')}.md")
        return at

    @asynccontextmanager
    async def bot(self, **environment: str) -> AsyncIterator[Process]:
        """Run the bot until the block ends, from when it is ready."""
        port = _free_port()
        settings = {
            "SITE": str(self.folder / "site"),
            "DATA_DIR": str(self.folder / "data"),
            "HTTP_ADDRESS": f"127.0.0.1:{port}",
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
            "CONFIG": os.devnull,
        }
        with (self.folder / "bot.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=os.environ | settings | environment, stderr=log, stdout=log
            )
            try:
                await _until_ready(port, process, self.folder / "bot.log")
                yield process
            finally:
                if process.returncode is None:
                    process.terminate()
                    await process.wait()

    async def subscribe(self, addresses: Sequence[int], platform: Platform, kind: Kind) -> None:
        """Subscribe channels, straight in the running bot's store."""
        since = datetime(2020, 1, 1, tzinfo=UTC)
        async with open_store(f"unix://{self.folder}/data/store/socket", self.folder, "bench", Pace({})) as store:
            for start in range(0, len(addresses), 2000):
                await store.roster.put_all(
                    Channel(platform=platform, address=str(one), kind=kind, wishes=Wishes(), since=since)
                    for one in addresses[start : start + 2000]
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
        shutil.rmtree(folder, ignore_errors=True)


def most_in_a_second(stamps: Sequence[float]) -> int:
    """Return the largest number of stamps in any window of one second."""
    ordered, first, most = sorted(stamps), 0, 0
    for last, at in enumerate(ordered):
        while ordered[first] <= at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


async def until(is_so: Any, seconds: float) -> None:
    """Return as soon as the claim holds."""
    async with asyncio.timeout(seconds):
        while not is_so():
            await asyncio.sleep(0.01)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _until_ready(port: int, process: Process, log: Path) -> None:
    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.02)
        raise RuntimeError(f"the bot did not start: {log.read_text()}")

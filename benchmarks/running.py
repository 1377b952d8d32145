"""The bot as a process of its own, between its start and its end, with its meters and its store."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp

from benchmarks.meter import Meter, meter
from bot.core.delivery import Channel, Kind, Platform, Wishes
from bot.core.pace import Pace
from bot.store.store import open_store
from config.environment import NAMES, SECRETS

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.store.store import Store

# An empty variable outdoes the developer's own `.env`.
# Nor is the bot compiled anew at each start, as it would be where that variable is set.
UNSET = dict.fromkeys(("CONFIG", "PYTHONDONTWRITEBYTECODE", *NAMES, *(f"{name}_FILE" for name in SECRETS)), "")
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_CHUNK = 2000
_PATIENCE = 120.0


class RunningBot:
    """A bot that is ready; `ready_after` is the seconds that took from the start of its process."""

    def __init__(self, process: Process, folder: Path, url: str, ready_after: float) -> None:
        self.process = process
        self.url = url
        self.ready_after = ready_after
        self._folder = folder
        self._store_pid = 0

    def store(self) -> AbstractAsyncContextManager[Store]:
        """Open the bot's own store beside it."""
        return open_store(f"unix://{self._folder}/store/socket", self._folder, "bench", Pace({}))

    def meter(self) -> Meter:
        """Read the bot's meter, without its store."""
        return meter(self.process.pid)

    async def store_meter(self) -> Meter:
        """Read the meter of the store's server."""
        if not self._store_pid:
            async with self.store() as store:
                about: dict[str, Any] = await store.connection.redis.info("server")
                self._store_pid = int(about["process_id"])
        return meter(self._store_pid)

    async def subscribe(self, addresses: Sequence[int], platform: Platform, kind: Kind) -> None:
        """Subscribe channels, straight in the store."""
        async with self.store() as store:
            for start in range(0, len(addresses), _CHUNK):
                await store.roster.put_all(
                    Channel(platform=platform, address=str(one), kind=kind, wishes=Wishes(), since=_SINCE)
                    for one in addresses[start : start + _CHUNK]
                )

    async def kill(self) -> None:
        """Kill it outright."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def running(environment: Mapping[str, str], log: Path, data: Path) -> AsyncIterator[RunningBot]:
    """Run the bot for as long as the block lasts, from when it is ready."""
    port = _free_port()
    settings = {"HTTP_ADDRESS": f"127.0.0.1:{port}", "DATA_DIR": str(data)}
    started = time.monotonic()
    with log.open("ab") as sink:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env={**os.environ, **UNSET, **settings, **environment},
            stdin=asyncio.subprocess.DEVNULL, stdout=sink, stderr=sink,
        )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        await _until_ready(url, process, log)
        yield RunningBot(process, data, url, time.monotonic() - started)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _until_ready(url: str, process: Process, log: Path) -> None:
    async with asyncio.timeout(_PATIENCE), aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.01)
    raise RuntimeError(f"the bot did not start: {_last_line(log)}")


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8").rstrip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

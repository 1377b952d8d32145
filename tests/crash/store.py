"""The store under attack: the bot's own, or one that runs beside it; both with an append-only file in one folder."""

from __future__ import annotations

import asyncio
import fcntl
import os
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.store.embedded import EmbeddedServer
from tests.crash.waiting import PATIENCE, until
from tests.servers import BINARIES

if TYPE_CHECKING:
    import signal
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

ENDED = "ZX"  # the kernel's letters for a process that has ended, and that nobody has taken note of yet, or not at all


class OwnStore:
    """The embedded server, on Valkey whatever else is installed. It comes and goes with the bot."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self._data = folder / "data"
        programs = folder / "programs"
        programs.mkdir()
        (programs / "valkey-server").symlink_to(str(BINARIES["valkey"]))
        self._path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    @property
    def environment(self) -> dict[str, str]:
        """Return what makes a bot use it."""
        return {"DATA_DIR": str(self._data), "PATH": self._path}

    @property
    def url(self) -> str:
        """Return where it listens while a bot runs."""
        return f"unix://{self._data / 'store' / 'socket'}"

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Redis]:
        """Run it without a bot for as long as the block lasts."""
        async with EmbeddedServer(self._data) as server, Redis.from_url(server.url, decode_responses=True) as redis:
            yield redis

    async def revive(self) -> None:
        """Do nothing: the bot itself starts it again."""

    async def close(self) -> None:
        """Return when it is gone, as its bot is: it holds the folder's lock to its end."""
        await until(lambda: _is_free(self._data / "store" / "lock"))


class OtherStore:
    """A server of the test's own on `binary`, which a bot reaches by REDIS_URL."""

    def __init__(self, folder: Path, name: str, binary: str) -> None:
        self.name = name
        self._folder = folder / "data" / "store"
        self._binary = binary
        self._process: Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return what makes a bot use it."""
        return {"REDIS_URL": self.url, "DATA_DIR": str(self._folder.parent)}

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"unix://{self._folder / 'socket'}"

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Redis]:
        """Give a connection to it, started where it does not run."""
        await self.revive()
        async with Redis.from_url(self.url, decode_responses=True) as redis:
            yield redis

    async def revive(self) -> None:
        """Start it again on what its file holds, where it was killed."""
        if self._process is None or _state(self._process.pid) in ENDED:
            self._folder.mkdir(parents=True, exist_ok=True)
            options = {"port": 0, "unixsocket": self._folder / "socket", "dir": self._folder, "save": ""}
            options |= {"appendonly": "yes", "appendfsync": "always", "logfile": self._folder / "server.log"}
            words = [str(word) for name, value in options.items() for word in (f"--{name}", value)]
            self._process = await asyncio.create_subprocess_exec(self._binary, *words)
            await _until_it_answers(self.url)

    async def close(self) -> None:
        """End it."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()


Store = OwnStore | OtherStore


def a_store(name: str, folder: Path) -> Store:
    """Return the kind of store by its name: embedded, redis or valkey."""
    return OwnStore(folder) if name == "embedded" else OtherStore(folder, name, str(BINARIES[name]))


def kinds() -> list[str]:
    """Return the kinds of store that this machine has."""
    return ["embedded", *(name for name, binary in BINARIES.items() if binary is not None)]


class Server:
    """The running server's process: what can be done to it from outside."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    @classmethod
    async def of(cls, store: Store) -> Server:
        """Return the process that answers, as soon as one does."""
        await _until_it_answers(store.url)
        async with Redis.from_url(store.url) as redis:
            return cls((await redis.info("server"))["process_id"])

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal; one that is gone already hears nothing."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    async def is_gone(self) -> None:
        """Return when the process has ended."""
        await until(lambda: _state(self.pid) in ENDED, lambda: f"the server {self.pid}, {_state(self.pid)}")


def _state(pid: int) -> str:
    """Return the state of a process, by the kernel's letter."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1][0]
    except OSError:
        return "X"


def _is_free(lock: Path) -> bool:
    if not lock.exists():
        return True
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


async def _until_it_answers(url: str) -> None:
    async with asyncio.timeout(PATIENCE), Redis.from_url(url) as redis:
        while True:
            try:
                await redis.ping()
            except (RedisError, OSError):
                await asyncio.sleep(0.005)
            else:
                return

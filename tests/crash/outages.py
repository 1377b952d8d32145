"""What can befall the store while the bot lives: each must cost nothing but time, on Telegram too."""

from __future__ import annotations

import asyncio
import resource
import shutil
import signal
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING, Any

from redis.asyncio import Redis

from tests.crash.store import OwnStore, Server
from tests.crash.waiting import until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from tests.crash.siege import Siege

STORE_FAILED = "store_failed"  # what each of the bot's loops logs, under its own name
UNLIMITED = resource.RLIM_INFINITY
MARGIN = 2048  # bytes that can still be written before the file is too large
DISK = "16m"
MINUTE = 60.0
SLOW_TURNS, ACTS = 20, 0.2


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage: `befall` brings it while posts are published, and ends it. On a small disk where it says so."""

    name: str
    befall: Callable[[Siege], Awaitable[None]]
    needs_disk: bool = False


async def killed(siege: Siege) -> None:
    """Kill the server in the middle of a broadcast; the bot, or else the test, starts it again."""
    await _end(siege, signal.SIGKILL)


async def killed_at_start(siege: Siege) -> None:
    """Kill the server when a bot has just opened it and has not begun to work."""
    await siege.rest()
    siege.kill_now()
    await siege.bury()
    await siege.start()
    await until(lambda: "bot.started" in siege.output, lambda: siege.output)
    server = await Server.of(siege.store)
    server.signal(signal.SIGKILL)
    siege.story.act()
    await server.is_gone()
    await siege.store.revive()


async def restarted(siege: Siege) -> None:
    """Tell the server to end, as an upgrade would."""
    await _end(siege, signal.SIGTERM)


async def frozen(siege: Siege) -> None:
    """Let the server stand still for a second or two, with calls under way."""
    await _freeze(siege, siege.chance.uniform(0.5, 2.0))


async def frozen_long(siege: Siege) -> None:
    """Let the server stand still for longer than a call is waited for, so that calls are repeated."""
    await _freeze(siege, 7.0)


async def away(siege: Siege) -> None:
    """Let nobody reach the server for six seconds; our own is back at once, for the bot starts it again."""
    await _end(siege, signal.SIGKILL, 6.0)


async def bot_frozen(siege: Siege) -> None:
    """Let the bot itself stand still for longer than its sign of life lasts, as on a machine that is suspended."""
    await _act_and_wait(siege)
    siege.signal(signal.SIGSTOP)
    siege.story.act()
    await asyncio.sleep(7.0)
    siege.signal(signal.SIGCONT)


async def frozen_for_a_minute(siege: Siege) -> None:
    """Let the server take connections and answer nothing for a minute, as behind a network that swallows everything."""
    await _freeze(siege, MINUTE)


async def away_for_a_minute(siege: Siege) -> None:
    """Let nobody connect to the server, which runs on, for a minute; our own is no different."""
    socket = Path(siege.store.url.removeprefix("unix://"))
    await _act_and_wait(siege)
    async with Redis.from_url(siege.store.url) as redis:
        await redis.ping()
        hidden = socket.rename(socket.with_suffix(".hidden"))  # noqa: ASYNC240 - over in an instant
        for kind in ("normal", "pubsub"):
            await redis.client_kill_filter(_type=kind, skipme=True)
    siege.story.act()
    await asyncio.sleep(MINUTE)
    hidden.rename(socket)


async def slow(siege: Siege) -> None:
    """Let the server stand still nine tenths of the time for a while: every call takes long, and none fails."""
    server = await Server.of(siege.store)
    for _ in range(SLOW_TURNS):
        if siege.chance.random() < ACTS:
            siege.story.act()
        server.signal(signal.SIGSTOP)
        await asyncio.sleep(siege.chance.uniform(0.1, 0.5))
        server.signal(signal.SIGCONT)
        await asyncio.sleep(siege.chance.uniform(0.01, 0.05))


async def out_of_memory(siege: Siege) -> None:
    """Let the server refuse every write that needs memory, until the bot has met that."""
    await _act_and_wait(siege)
    met = siege.output.count(STORE_FAILED)
    async with Redis.from_url(siege.store.url) as redis:
        await redis.config_set("maxmemory", 1)
        siege.story.publish()
        await until(lambda: siege.output.count(STORE_FAILED) > met, lambda: siege.output)
        await redis.config_set("maxmemory", 0)


async def disk_full(siege: Siege) -> None:
    """Leave the append-only file no room, until the bot has said that it is not ready."""
    folder = await _folder(siege)
    siege.story.act()
    with _no_room(folder.parent):
        await siege.is_not_ready("store:")
        siege.story.act()
    await siege.store.revive()


async def file_too_large(siege: Siege) -> None:
    """Let the kernel end the server in the middle of a write, again and again (RLIMIT_FSIZE, which needs no root)."""
    limit = _largest(await _folder(siege)) + siege.chance.randint(100, MARGIN)
    server = await Server.of(siege.store)
    for pid in (server.pid, *([siege.pid] if isinstance(siege.store, OwnStore) else ())):  # what it starts inherits it
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, UNLIMITED))
    siege.story.act()
    await siege.is_not_ready("store:")
    siege.story.act()
    resource.prlimit(siege.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
    await siege.store.revive()


OUTAGES = (
    Outage("store killed", killed),
    Outage("store killed at start", killed_at_start),
    Outage("store restarted", restarted),
    Outage("store frozen", frozen),
    Outage("store frozen 7 s", frozen_long),
    Outage("store away 6 s", away),
    Outage("bot frozen 7 s", bot_frozen),
    Outage("store away 60 s", away_for_a_minute),
    Outage("store frozen 60 s", frozen_for_a_minute),
    Outage("store slow", slow),
    Outage("out of memory", out_of_memory),
    Outage("file too large", file_too_large),
    Outage("disk full", disk_full, needs_disk=True),
)


@contextmanager
def a_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk over the folder for as long as the block lasts; False where that is not allowed to us."""
    folder.mkdir()
    mount = ["/bin/mount", "-t", "tmpfs", "-o", f"size={DISK}", "sokbo-test", str(folder)]
    is_mounted = run(mount, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words
    try:
        yield is_mounted
    finally:
        if is_mounted:
            run(["/bin/umount", "--lazy", str(folder)], check=True)  # noqa: S603 - our own words


@contextmanager
def _no_room(folder: Path) -> Iterator[None]:
    """Fill the disk of a folder for as long as the block lasts."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    assert shutil.disk_usage(folder).free == 0
    yield
    filler.unlink()


async def _folder(siege: Siege) -> Path:
    """Return where the server keeps its file."""
    async with Redis.from_url(siege.store.url, decode_responses=True) as redis:
        settings: dict[Any, Any] = await redis.config_get("dir")
    return Path(settings["dir"])


def _largest(folder: Path) -> int:
    return max(path.stat().st_size for path in folder.rglob("*") if path.is_file())


async def _end(siege: Siege, number: signal.Signals, absence: float = 0.0) -> None:
    await _act_and_wait(siege)
    server = await Server.of(siege.store)
    server.signal(number)
    siege.story.act()
    await server.is_gone()
    await asyncio.sleep(absence)
    await siege.store.revive()


async def _freeze(siege: Siege, seconds: float) -> None:
    server = await Server.of(siege.store)
    await _act_and_wait(siege)
    server.signal(signal.SIGSTOP)
    siege.story.act()
    await asyncio.sleep(seconds)
    server.signal(signal.SIGCONT)


async def _act_and_wait(siege: Siege) -> None:
    siege.story.act()
    await asyncio.sleep(siege.chance.uniform(0.0, 0.4))

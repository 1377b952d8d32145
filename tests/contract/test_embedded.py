"""The embedded server: it keeps what it was told, and never outlives the bot."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from redis import Redis
from redis.asyncio import Redis as Connection
from redis.exceptions import ConnectionError as NotThere
from structlog.testing import capture_logs

from bot.core.errors import StoreError
from bot.core.pace import Pace
from bot.store import embedded
from bot.store.embedded import EmbeddedServer
from bot.store.store import open_store
from tests.acceptance.town import until
from tests.builders import a_post

OWNER = """
import asyncio, sys
from pathlib import Path
from bot.store.embedded import EmbeddedServer

async def main():
    async with EmbeddedServer(Path(sys.argv[1])) as server:
        print(server.url, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_keeps(tmp_path: Path) -> None:
    """What was written is there after a restart."""
    async with open_store(None, tmp_path, "me", Pace({})) as store:
        await store.ledger.record("site", [], quiet=[a_post()])
    async with open_store(None, tmp_path, "me", Pace({})) as store:
        assert await store.archive.latest(1) == [a_post()]


async def test_one_bot_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second bot on the same data folder is told so, with what to do."""
    monkeypatch.setattr(embedded, "LOCK_PATIENCE", 0.2)
    async with EmbeddedServer(tmp_path):
        with pytest.raises(StoreError, match=r"another bot uses .*DATA_DIR"):
            async with EmbeddedServer(tmp_path):
                pass


async def test_killed_bot(tmp_path: Path) -> None:
    """When the bot is killed outright its server ends too, and the folder is free for the next bot."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OWNER, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    client = Redis.from_url(url)
    server = client.info("server")["process_id"]
    client.close()
    process.send_signal(signal.SIGKILL)
    await process.wait()
    async with EmbeddedServer(tmp_path) as following:
        with Redis.from_url(following.url) as again:
            assert again.info("server")["process_id"] != server
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
    with pytest.raises(NotThere), Redis.from_url(url) as gone:
        gone.ping()


async def test_server_killed(tmp_path: Path) -> None:
    """When the server is killed the bot starts it again, and nothing that was written is lost."""
    async with open_store(None, tmp_path, "me", Pace({})) as store, asyncio.TaskGroup() as tasks:
        assert store.server is not None
        watching = tasks.create_task(store.server.watch())
        await store.ledger.record("site", [], quiet=[a_post()])
        server = (await store.connection.redis.info("server"))["process_id"]
        os.kill(server, signal.SIGKILL)
        await _until_another_answers(store.connection.redis, server)
        assert await store.archive.latest(1) == [a_post()]
        assert set(await store.ledger.known("site") or {}) == {a_post().key}
        watching.cancel()


async def test_guard_killed(tmp_path: Path) -> None:
    """When the shell that guards the server is killed the server goes on, and no second one ever joins it."""
    with capture_logs() as log:
        async with open_store(None, tmp_path, "me", Pace({})) as store, asyncio.TaskGroup() as tasks:
            assert store.server is not None
            watching = tasks.create_task(store.server.watch())
            await store.ledger.record("site", [], quiet=[a_post()])
            server = await _answering(store.server)
            guard = os.getsid(server)
            os.kill(guard, signal.SIGKILL)
            await until(lambda: _has_ended(guard))
            for _ in range(20):
                assert await _answering(store.server) == server
            assert log == []
            os.kill(server, signal.SIGKILL)
            await _until_another_answers(store.connection.redis, server)
            assert [line["event"] for line in log] == ["store.ended"]
            assert await store.archive.latest(1) == [a_post()]
            os.kill(os.getsid(await _answering(store.server)), signal.SIGKILL)
            watching.cancel()
        async with open_store(None, tmp_path, "me", Pace({})) as store:
            assert await store.archive.latest(1) == [a_post()]


async def test_long_path(tmp_path: Path) -> None:
    """A data folder whose path is too long for a socket works all the same."""
    folder = tmp_path / ("long" * 30)
    async with open_store(None, folder, "me", Pace({})) as store:
        assert await store.ledger.known("site") is None


async def test_unwritable_folder(tmp_path: Path) -> None:
    """A data folder that can't be made is named in the error, with the setting to change."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="set DATA_DIR"):
        async with EmbeddedServer(tmp_path / "file"):
            pass


def _has_ended(pid: int) -> bool:
    """Return whether the process has ended; one that nobody took note of yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1][0] in "ZX"
    except OSError:
        return True


async def _answering(server: EmbeddedServer) -> int:
    """Return the process that answers a new connection."""
    async with Connection.from_url(server.url) as redis:
        pid: int = (await redis.info("server"))["process_id"]
    return pid


async def _until_another_answers(redis: object, server: int) -> None:
    deadline = asyncio.get_running_loop().time() + 20
    while asyncio.get_running_loop().time() < deadline:
        try:
            if (await redis.info("server"))["process_id"] != server:  # type: ignore[attr-defined]
                return
        except (NotThere, OSError):
            await asyncio.sleep(0.01)
    raise TimeoutError("the server did not come back")


async def test_same_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is installed later does not take over files that it may not be able to read."""
    async with EmbeddedServer(tmp_path):
        pass
    other = tmp_path / "bin" / "valkey-server"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")
    async with EmbeddedServer(tmp_path) as server:
        assert server.url


@pytest.mark.parametrize("depth", [1, 30], ids=["in the data folder", "elsewhere"])
async def test_private(tmp_path: Path, depth: int) -> None:
    """Nobody but the bot's own user reaches the socket, even where the folder was there before and open to all."""
    data = tmp_path.joinpath(*["folder"] * depth)
    store = data / "store"
    store.mkdir(parents=True)
    store.chmod(0o777)
    async with EmbeddedServer(data) as server:
        socket = Path(server.url.removeprefix("unix://"))
        assert [path.stat().st_mode & 0o077 for path in (store, socket.parent, socket)] == [0, 0, 0]

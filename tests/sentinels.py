"""Starts a real master with its replica and a real Sentinel that watches over both."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from redis import Redis

from tests.servers import until_it_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTINEL = """\
port {port}
dir {folder}
sentinel monitor news 127.0.0.1 {master} 1
sentinel down-after-milliseconds news 500
sentinel failover-timeout news 3000
sentinel auth-pass news {password}
requirepass {sentinel_password}
"""
PASSWORD, SENTINEL_PASSWORD = "servers-password", "sentinels-password"


class Pair:
    """A master and its replica; `url` names them by way of their Sentinel."""

    def __init__(self, master: subprocess.Popen[bytes], ports: tuple[int, int, int]) -> None:
        self._process = master
        self._master, _, self._sentinel = ports
        nobody = free_port()  # a Sentinel that is gone does not matter
        self.url = (
            f"redis+sentinel://:{PASSWORD}@127.0.0.1:{nobody},127.0.0.1:{self._sentinel}/news/1"
            f"?sentinel_password={SENTINEL_PASSWORD}"
        )

    def kill_master(self) -> None:
        """Kill the master, after the replica has everything: what it would lose is not ours to test."""
        with _client(self._master) as master:
            _until_replicated(master)
        self._process.kill()
        self._process.wait()

    def swap(self) -> None:
        """Let the Sentinel make the replica the master, and the master, which lives on, a replica."""
        with _client(self._master) as master, _sentinel(self._sentinel) as sentinel:
            _until_replicated(master)
            sentinel.sentinel_failover("news")


@contextmanager
def a_pair(binary: str) -> Iterator[Pair]:
    """Run the three for as long as the block lasts."""
    ports = (free_port(), free_port(), free_port())
    folder = Path(tempfile.mkdtemp(prefix="sokbo-"))
    file = folder / "sentinel.conf"
    file.write_text(
        SENTINEL.format(
            port=ports[2], folder=folder, master=ports[0], password=PASSWORD, sentinel_password=SENTINEL_PASSWORD
        )
    )
    guarded = ["--requirepass", PASSWORD, "--masterauth", PASSWORD, "--repl-diskless-sync-delay", "0", "--save", ""]
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        master = stack.enter_context(_running(binary, ports[0], folder, *guarded))
        follow = ["--replicaof", f"127.0.0.1 {ports[0]}", "--dbfilename", "replica.rdb"]
        stack.enter_context(_running(binary, ports[1], folder, *guarded, *follow))
        stack.enter_context(_started([binary, str(file), "--sentinel"], ports[2], SENTINEL_PASSWORD))
        _until_known(ports[2])
        yield Pair(master, ports)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(binary: str, port: int, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), *options]
    with _started(command, port, PASSWORD) as process:
        yield process


@contextmanager
def _started(command: list[str], port: int, password: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - a server we found ourselves
        try:
            until_it_answers(f"redis://:{password}@127.0.0.1:{port}")
            yield process
        finally:
            process.kill()
            process.wait()


def _until_known(port: int) -> None:
    """Return when the Sentinel knows of a replica that follows its master."""
    deadline = time.monotonic() + 30
    with _sentinel(port) as sentinel:
        while not any(one["master-link-status"] == "ok" for one in sentinel.sentinel_slaves("news")):
            assert time.monotonic() < deadline, "the replica or the Sentinel never joined"
            time.sleep(0.05)


def _until_replicated(master: Redis) -> None:
    """Return when the replica has all there is; WAIT is about the writes of its own connection and what came before."""
    master.set("last", "word")
    assert master.wait(1, 10_000) == 1


def _client(port: int) -> Redis:
    return Redis(port=port, password=PASSWORD)


def _sentinel(port: int) -> Redis:
    return Redis(port=port, password=SENTINEL_PASSWORD)

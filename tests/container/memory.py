"""How much memory the processes of a container may hold, and held: the kernel's control groups, of either version."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path("/sys/fs/cgroup")
PATIENCE = 10.0


class Files(NamedTuple):
    """Where a version keeps its groups, below `ROOT`, and what it calls their files; an old kernel knows no `peak`."""

    folder: str
    limit: str
    swap: str
    now: str
    peak: str
    events: str


VERSION_2 = Files("", "memory.max", "memory.swap.max", "memory.current", "memory.peak", "memory.events")
VERSION_1 = Files(
    "memory",
    "memory.limit_in_bytes",
    "memory.memsw.limit_in_bytes",
    "memory.usage_in_bytes",
    "memory.max_usage_in_bytes",
    "memory.oom_control",
)


class Memory(NamedTuple):
    """The most that all processes held at once, in bytes, and how many the kernel killed for want of more."""

    peak: int
    killed: int


def memory_of(read: Callable[[str], str], version: Files) -> Memory:
    """Return what a group's files say; `read` gives the text of one, nothing where there is none."""
    events = dict(line.split() for line in read(version.events).splitlines())
    return Memory(int(read(version.peak) or read(version.now)), int(events["oom_kill"]))


class Group:
    """A group of this machine's, which may not swap either; raises `OSError` where none can be made."""

    def __init__(self, name: str, limit: int) -> None:
        self.version = version()
        self._folder = ROOT / self.version.folder / name
        self._folder.mkdir()
        try:
            self._write(self.version.limit, limit)
            if (self._folder / self.version.swap).exists():  # version 1 counts both together
                self._write(self.version.swap, limit if self.version is VERSION_1 else 0)
        except OSError:
            self._folder.rmdir()
            raise

    def entering(self, command: Sequence[str]) -> list[str]:
        """Return a command that starts the other one in the group."""
        return ["sh", "-c", 'echo $$ >"$0" && exec "$@"', str(self._folder / "cgroup.procs"), *command]

    def memory(self) -> Memory:
        """Read its files."""
        return memory_of(self._read, self.version)

    def remove(self) -> None:
        """Delete it; the last of its processes may take a moment to go."""
        deadline = time.monotonic() + PATIENCE
        while self._folder.exists() and time.monotonic() < deadline:
            with suppress(OSError):
                self._folder.rmdir()
            time.sleep(0.01)

    def _write(self, name: str, size: int) -> None:
        (self._folder / name).write_text(str(size), encoding="ascii")

    def _read(self, name: str) -> str:
        file = self._folder / name
        return file.read_text(encoding="ascii") if file.exists() else ""


def version() -> Files:
    """Return which version counts memory here."""
    return VERSION_1 if (ROOT / VERSION_1.folder / VERSION_1.limit).exists() else VERSION_2


def largest(pid: int) -> int:
    """Return the sum of the most that a process and each below it held; what they share is counted for each."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    sizes = [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")]
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(sizes) + sum(largest(int(child)) for child in below)

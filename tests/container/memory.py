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
    """Where a version keeps its groups, below `ROOT`, and what it calls their files."""

    folder: str
    limit: str
    peak: str
    events: str


VERSION_2 = Files("", "memory.max", "memory.peak", "memory.events")
VERSION_1 = Files("memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes", "memory.oom_control")


class Memory(NamedTuple):
    """The most that all processes held at once, in bytes, and how many the kernel killed for want of more."""

    peak: int
    killed: int


def memory_of(read: Callable[[str], str], version: Files) -> Memory:
    """Return what a group's files say; `read` gives the text of one."""
    events = dict(line.split() for line in read(version.events).splitlines())
    return Memory(int(read(version.peak)), int(events["oom_kill"]))


class Group:
    """A group of this machine's; raises `OSError` where none can be made."""

    def __init__(self, name: str, limit: int) -> None:
        self.version = version()
        self._folder = ROOT / self.version.folder / name
        self._folder.mkdir()
        (self._folder / self.version.limit).write_text(str(limit), encoding="ascii")

    def entering(self, command: Sequence[str]) -> list[str]:
        """Return a command that starts the other one in the group."""
        return ["sh", "-c", 'echo $$ >"$0" && exec "$@"', str(self._folder / "cgroup.procs"), *command]

    def memory(self) -> Memory:
        """Read its files."""
        return memory_of(lambda name: (self._folder / name).read_text(encoding="ascii"), self.version)

    def remove(self) -> None:
        """Delete it; the last of its processes may take a moment to go."""
        deadline = time.monotonic() + PATIENCE
        while self._folder.exists() and time.monotonic() < deadline:
            with suppress(OSError):
                self._folder.rmdir()
            time.sleep(0.01)


def version() -> Files:
    """Return which version counts memory here."""
    return VERSION_1 if (ROOT / VERSION_1.folder / VERSION_1.limit).exists() else VERSION_2


def largest(pid: int) -> int:
    """Return the sum of the most that a process and each below it held; what they share is counted for each."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    sizes = [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")]
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(sizes) + sum(largest(int(child)) for child in below)

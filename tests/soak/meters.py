"""What a long run may leave behind: memory, tasks, threads, open files and sockets of the bot, keys of its store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.crash.evidence import KEYS
from tests.soak.counted import tasks

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from tests.crash.siege import Siege

PER_POST = frozenset({"post", "rows", "told"})
CONNECTIONS = 32  # a broadcast to so many chats opens as many at most, and keeps them for some seconds
OTHER_KEYS = 40  # leases, the pace, what rests on each platform, the archive by category: none grows with posts


@dataclass(frozen=True, slots=True)
class Meters:
    """One reading. `memory` is in MB; `keys` counts the store's keys by the word after the prefix."""

    memory: float
    tasks: int
    threads: int
    files: int
    sockets: int
    keys: dict[str, int]

    @classmethod
    async def read(cls, siege: Siege, redis: Redis) -> Meters:
        """Read the bot of a siege and its store."""
        status, links = _status(siege.pid), _links(siege.pid)
        names: list[Any] = await redis.keys("*")
        kinds = Counter(name.removeprefix(f"{KEYS.prefix}:").split(":")[0] for name in names)
        return cls(
            memory=int(status["VmRSS"].split()[0]) / 1024,
            tasks=await tasks(siege),
            threads=int(status["Threads"]),
            files=len(links),
            sockets=sum(link.startswith("socket:") for link in links),
            keys=dict(sorted(kinds.items())),
        )

    def grown_since(self, before: Meters, posts: int, published: int) -> list[str]:
        """Return what grew more than `posts` in all, `published` of them since, explain."""
        allowed = {
            "memory": 8 + published * 0.05,
            "tasks": 8,
            "threads": 8,
            "files": CONNECTIONS,
            "sockets": CONNECTIONS,
        }
        grown = [
            f"{name} from {getattr(before, name):.0f} to {getattr(self, name):.0f}"
            for name, more in allowed.items()
            if getattr(self, name) - getattr(before, name) > more
        ]
        grown += [f"{count} keys {kind}" for kind, count in self.keys.items() if kind in PER_POST and count > posts]
        others = sum(count for kind, count in self.keys.items() if kind not in PER_POST)
        return grown + ([f"{others} keys besides, {self.keys}"] if others > OTHER_KEYS else [])

    def __str__(self) -> str:
        """Return the reading in a line."""
        keys = ", ".join(f"{kind} {count}" for kind, count in self.keys.items())
        return (
            f"{self.memory:.1f} MB, {self.tasks} tasks, {self.threads} threads, {self.files} files, "
            f"{self.sockets} sockets; {sum(self.keys.values())} keys: {keys}"
        )


def _status(pid: int) -> dict[str, str]:
    return dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines())


def _links(pid: int) -> list[str]:
    return [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]

"""How much memory a feed may take to be read: where the bot has a limit, what is left of it, and never all."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 2**30
SHARE: Final = 0.75  # of what is left: the bot itself goes on, and may come to need some
GROUPS: Final = Path("/sys/fs/cgroup")
PROCESS: Final = Path("/proc/self")
CACHED: Final = ("inactive_file ", "active_file ")  # the kernel lets go of both before it ends anybody


def most_memory(groups: Path = GROUPS, process: Path = PROCESS) -> int:
    """Return how many bytes of addresses this process may have.

    Whoever goes over the limit of a container or service is killed by the kernel, mostly with all that is in it.
    """
    left = min((SHARE * one for one in _left(groups, process)), default=MOST)
    return min(MOST, _taken(process) + max(0, int(left)))


def go_first(process: Path = PROCESS) -> None:
    """Let the kernel, where it has to end somebody, end this process and not the bot."""
    try:
        (process / "oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:  # macOS has no such thing
        return


def _left(groups: Path, process: Path) -> Iterator[int]:
    """Yield what is left in each control group (of the second kind) that the process is in, if it has a limit."""
    try:
        path = next(line[3:] for line in (process / "cgroup").read_text().splitlines() if line.startswith("0::"))
    except (OSError, StopIteration):
        return
    here = groups / path.strip("/")
    for group in (here, *here.parents):
        if not group.is_relative_to(groups):
            break
        try:
            limit, used = int((group / "memory.max").read_text()), int((group / "memory.current").read_text())
            cached = sum(int(line.split()[1]) for line in _lines(group / "memory.stat", CACHED))
        except (OSError, ValueError):  # none, or "max"
            continue
        yield limit - used + cached


def _lines(path: Path, beginning: tuple[str, ...]) -> list[str]:
    return [line for line in path.read_text().splitlines() if line.startswith(beginning)]


def _taken(process: Path) -> int:
    try:
        return int((process / "statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0

"""Reads files: a few here, an archive in processes of their own, so that both cores read and the event loop is free."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from bot.core.post import Post
from bot.core.sighting import Problem
from bot.sources.directory.writing import is_being_written
from bot.sources.jekyll import Site, open_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

PROCESSES = 2
MANY = 2000  # files; to read fewer takes less time than a process to begin
CHUNK = 100  # files whose posts are handed over together: a millisecond in which nothing else is done
AHEAD = (
    2**20
)  # bytes that a process may be ahead of what was taken from it; as it comes it would wait for the other one
HERE: Final = Path(__file__).parents[3]


class Wanted(NamedTuple):
    """A file to be read, by its path from the site's root, and the mark of what is read then."""

    relative: str
    version: str


class State(Enum):
    """What a file can be besides a post, no post and a problem."""

    BEING_WRITTEN = 1


Result: TypeAlias = Post | Problem | State | None


def read(root: Path, site: Site, wanted: Wanted) -> Result:
    """Return what `open_post` makes of the file, unless somebody still writes it."""
    with suppress(OSError):  # what `open_post` makes of it is the answer
        if is_being_written(root / wanted.relative):
            return State.BEING_WRITTEN
    return open_post(root, wanted.relative, site, now=datetime.now(UTC), version=wanted.version)


def read_all(root: Path, site: Site, wanted: Sequence[Wanted]) -> Iterator[Result]:
    """Yield what each file is, in order."""
    if len(wanted) < MANY or (os.cpu_count() or 1) < PROCESSES:
        yield from map(partial(read, root, site), wanted)
        return
    chunks = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
    with ExitStack() as stack:
        processes = [stack.enter_context(_Process(root, site, chunks[one::PROCESSES])) for one in range(PROCESSES)]
        for number, chunk in enumerate(chunks):
            results = processes[number % PROCESSES].following()
            yield from map(partial(read, root, site), chunk) if results is None else results


class _Process:
    """A process that reads chunks of files (`bot.sources.directory.process`), for as long as it is entered."""

    def __init__(self, root: Path, site: Site, chunks: Sequence[Sequence[Wanted]]) -> None:
        self._work = pickle.dumps((root, site, chunks))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "bot.sources.directory.process"]
        with suppress(OSError):  # no more processes are allowed, or it has ended already
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                cwd=HERE,
                pipesize=AHEAD,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            if self._process.stdin:
                with self._process.stdin as pipe:
                    pipe.write(self._work)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process and self._process.stdout:
            self._process.kill()
            self._process.stdout.close()
            self._process.wait()

    def following(self) -> Sequence[Result] | None:
        """Return what the next chunk's files are, None where the process does not say so."""
        if self._process is None or self._process.stdout is None:
            return None
        try:
            results: Sequence[Result] = pickle.load(self._process.stdout)  # noqa: S301 - our own program wrote it
        except Exception:  # noqa: BLE001 - killed, out of memory, another release: the chunk is read without it
            return None
        return results

"""The file of an index: one that no other process has."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from bot.core.errors import IndexFailed

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

MOST: Final = 64
"""Processes that may share one data folder."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_JOURNAL = 16 * 1024 * 1024  # bytes that the journal keeps of the disk once what stands in it is in its place
_SIDES = ("", "-wal", "-shm", "-journal")


class IndexFile:
    """`search.db` in a folder, or the first of `search-2.db`, `search-3.db` ... that no process has.

    Raises `IndexFailed` where there can be none.
    """

    def __init__(self, folder: Path) -> None:
        self._lock, self.path = _locked(folder)

    def connect(self) -> sqlite3.Connection:
        """Return a connection for one thread at a time; raises `sqlite3.Error`."""
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # What is lost with the power the store tells again; what is there stays whole.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def remove(self) -> None:
        """Remove what stands in it; its connections are closed before."""
        for side in _SIDES:
            with suppress(OSError):
                self.path.with_name(self.path.name + side).unlink()

    def close(self) -> None:
        """Leave the file to others."""
        self._lock.close()


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether the error says that the file is no index any more."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGED


def _locked(folder: Path) -> tuple[TextIO, Path]:
    """Return the lock of a file that nobody has, and its path."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST + 1):
            name = f"search-{number}" if number > 1 else "search"
            lock = (folder / f"{name}.lock").open("w", encoding="utf-8")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                continue
            return lock, folder / f"{name}.db"
    except OSError as error:
        remedy = "set DATA_DIR to a folder that we may write"
        raise IndexFailed(f"no index can be kept in {folder}: {error.strerror}; {remedy}") from error
    raise IndexFailed(f"{MOST} processes keep an index in {folder} already; give some of them another DATA_DIR")

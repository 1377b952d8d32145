"""Keeps what happened in the sandbox's chats across restarts: one JSON object a line, written before it is answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Journal:
    """An append-only file of entries; without a path nothing is kept."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield what was written before; a line cut short by a crash is left out."""
        if self._path is None or not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    yield json.loads(line)
                except ValueError:
                    continue

    def write(self, entry: dict[str, Any]) -> None:
        """Append one entry and hand it to the operating system."""
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8")
            self._end_torn_line(self._file)
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._file.flush()

    def _end_torn_line(self, file: TextIO) -> None:
        """End what a crash cut short, so that it spoils no entry but its own."""
        if self._path is not None and self._path.stat().st_size and not self._path.read_bytes().endswith(b"\n"):
            file.write("\n")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

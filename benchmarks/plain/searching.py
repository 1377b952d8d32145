"""Search as it is written first: a table of SQLite's, and `LIKE '%word%'` for each word, on the event loop."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class LikeSearch:
    """Posts in one table, by a number that grows with their publication."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("CREATE TABLE posts (title, excerpt, category, body)")

    def __enter__(self) -> Self:
        """Give the search."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Add posts: title, excerpt, category and body of each."""
        with self._connection:
            self._connection.executemany("INSERT INTO posts VALUES (?, ?, ?, ?)", rows)

    def find(self, parts: Sequence[str], count: int) -> list[tuple[str]]:
        """Return the titles of the newest posts in which all of the parts are."""
        has = " AND ".join(["title || ' ' || excerpt || ' ' || category || ' ' || body LIKE ?"] * len(parts))
        asked = f"SELECT title FROM posts WHERE {has} ORDER BY rowid DESC LIMIT {count}"  # noqa: S608 - a number of ours
        return self._connection.execute(asked, [f"%{part}%" for part in parts]).fetchall()

"""The store's bookmarks: questions too long for a button."""

from __future__ import annotations

from hashlib import sha256
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.store.connection import Connection

_KEPT: Final = 30 * 24 * 3600  # seconds after the last use: nobody presses older buttons much
_OF_ONE: Final = 200  # a reader's
_OF_ALL: Final = 50_000  # some 20 MB
_LETTERS: Final = 12


class StoredBookmarks:
    """`Bookmarks` on a Redis-protocol server: any process knows them, and after a restart."""

    def __init__(self, connection: Connection, *, of_one: int = _OF_ONE, of_all: int = _OF_ALL) -> None:
        self._connection = connection
        self._bounds = _KEPT, of_one, of_all

    async def keep(self, question: str, reader: str) -> str:
        """Keep the question; return its letters, which are the reader's own: who keeps too many loses only theirs."""
        mark = _mark(question, reader)
        await self._connection.run("bookmark", mark, question, reader, *self._bounds)
        return mark

    async def recall(self, mark: str) -> str | None:
        """Return the question that the letters stand for; None where it was forgotten."""
        found = await self._connection.run("recall", mark, _KEPT)
        return None if found is None else str(found)


def _mark(question: str, reader: str) -> str:
    """Return twelve letters: of 100,000 questions no two share theirs (56 bits)."""
    digest = sha256(f"{reader}\0{question}".encode()).digest()
    return "".join(ascii_lowercase[byte % len(ascii_lowercase)] for byte in digest[:_LETTERS])

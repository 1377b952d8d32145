"""The store as the search follows it: what changed in the archive, in its order."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from bot.core.ports.search import Change, Changes, Cursor

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.wake import Wake

WORD: Final = "changes"


class StoredChanges:
    """`ChangeFeed` on a Redis-protocol server."""

    def __init__(self, connection: Connection, wake: Wake) -> None:
        self._connection = connection
        self._wake = wake

    async def after(self, cursor: Cursor, count: int) -> Changes:
        """Return the next changes, at most so many; a post that changed several times comes once, as it is now."""
        name = uuid.uuid4().hex
        store, is_following, posts, told = await self._connection.run(
            "changes", cursor.store, cursor.at, cursor.post_id, count, name
        )
        rows = list(zip(*[iter(told)] * 5, strict=True))
        changes = [
            Change(post_id, float(place) if place else None, record, text) for post_id, _, place, record, text in rows
        ]
        begin = cursor if is_following else Cursor(store)
        behind = Cursor(store, rows[-1][1], rows[-1][0]) if rows else begin
        return Changes(behind, changes, posts, bool(is_following))

    async def wait(self, longest: float) -> None:
        """Return when something may have changed, after `longest` seconds at the latest."""
        await self._wake.wait(WORD, longest)

"""The store's gate: posts that wait before they are announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.event import Waiting
from bot.core.sighting import Authority
from bot.store.codec import post_from_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.connection import Connection
    from bot.store.wake import Wake

WORD = "gate"


class StoredGate:
    """`Gate` on a Redis-protocol server, by its clock.

    `corrections_noted` says that what an editor says about a correction is told in a note as well.
    """

    def __init__(self, connection: Connection, wake: Wake, *, corrections_noted: bool) -> None:
        self._connection = connection
        self._wake = wake
        self._corrections_noted = corrections_noted
        self._next = 0.0

    async def due(self) -> Sequence[Waiting]:
        """Begin what only waited for its time, and return the posts whose page is to be asked for now."""
        soonest, listed = await self._connection.run("due", int(self._corrections_noted))
        self._next = soonest / 1000 if soonest >= 0 else float("inf")
        return [
            Waiting(
                post_from_json(json),
                int(waited) / 1000,
                int(patience) / 1000,
                int(asked),
                is_own=int(authority) == Authority.SITE,
            )
            for json, waited, patience, asked, authority in zip(*[iter(listed)] * 5, strict=True)
        ]

    async def announce(self, post_id: str, *, has_page: bool) -> None:
        """Announce a post that waits for its page; without it, no preview of it is to be fetched."""
        await self._connection.run("announce", post_id, int(has_page))

    async def ask_again(self, post_id: str, pause: float) -> None:
        """Let the post wait for its page for so many seconds more."""
        await self._connection.run("ask_again", post_id, int(pause * 1000))

    async def wait(self, longest: float) -> None:
        """Return when something may have become due, after `longest` seconds at the latest."""
        await self._wake.wait(WORD, min(longest, self._next))

"""What the bot is to be told: a queue that only the bot's own offset empties."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusals import OTHER_POLLER, WEBHOOK_ACTIVE, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.sandbox.telegram.chats import Json

FIRST_ID = 100_000_001
# Left out unless asked for (doc: getUpdates, allowed_updates).
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates wait here, oldest first, until they are confirmed; one poller at a time."""

    def __init__(self, write: Callable[[Json], None]) -> None:
        self._write = write
        self._pending: deque[Json] = deque()
        self._next = FIRST_ID
        self._poll: asyncio.Future[None] | None = None
        self.arrived = asyncio.Event()
        self.allowed: frozenset[str] = frozenset()
        self.webhook = ""
        self.secret = ""
        self.failure: tuple[int, str] | None = None

    def fail(self, at: int, why: str) -> None:
        """Remember why an update could not be delivered to the URL, at a Unix time."""
        self.failure = at, why

    def direct(self, url: str, secret: str) -> None:
        """Let updates go to a URL, with the secret the bot knows them by; an empty URL: to whoever polls."""
        self.webhook, self.secret, self.failure = url, secret, None
        self.arrived.set()

    def restore(self, pending: Iterable[Json], following: int) -> None:
        """Take back what a former run left, and go on counting."""
        self._pending.extend(pending)
        self._next = max(self._next, following)

    @property
    def pending(self) -> Sequence[Json]:
        """Return what is not confirmed."""
        return self._pending

    @property
    def following(self) -> int:
        """Return the id of the next update."""
        return self._next

    def add(self, kind: str, content: Any) -> None:
        """Tell the bot, where it wants to hear of this kind."""
        if (kind not in self.allowed) if self.allowed else (kind in _ON_REQUEST):
            return
        update = {"update_id": self._next, kind: content}
        self._next += 1
        self._write({"kind": "update", "update": update})
        self._pending.append(update)
        self.arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def take(self, offset: int, limit: int, patience: float) -> list[Json]:
        """Return up to `limit` updates from `offset` on, waiting for the first for `patience` seconds at most."""
        if self.webhook:
            raise Refusal(409, WEBHOOK_ACTIVE)
        self.interrupt(Refusal(409, OTHER_POLLER))
        self._seek(offset)
        if not self._pending and patience > 0:
            await self._wait(patience)
        return list(islice(self._pending, limit))

    def confirm(self, before: int) -> None:
        """Forget the updates with ids below `before`."""
        had = len(self._pending)
        while self._pending and self._pending[0]["update_id"] < before:
            self._pending.popleft()
        if len(self._pending) < had:
            self._write({"kind": "confirmed", "before": before})

    def drop(self) -> None:
        """Forget everything that waits."""
        self.confirm(self._next)

    def interrupt(self, refusal: Refusal) -> None:
        """End the poll under way with a refusal."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(refusal)

    def _seek(self, offset: int) -> None:
        """Confirm by a positive offset; a negative one keeps as many of the latest."""
        if offset < 0 and len(self._pending) > -offset:
            offset = self._pending[offset]["update_id"]
        self.confirm(offset)

    async def _wait(self, patience: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, patience)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

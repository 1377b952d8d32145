"""Tells whoever watches the sandbox what just happened in its chats."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Change: TypeAlias = dict[str, Any]


class Changes:
    """A broadcast of JSON objects; a watcher sees those that come after it began to watch."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Queue[Change]] = set()

    def tell(self, change: Change) -> None:
        """Hand the change to every watcher."""
        for queue in self._watchers:
            queue.put_nowait(change)

    @contextmanager
    def watch(self, into: asyncio.Queue[Change] | None = None) -> Iterator[asyncio.Queue[Change]]:
        """Give a queue that fills with changes for as long as the block lasts: `into`, or a new one."""
        queue: asyncio.Queue[Change] = asyncio.Queue() if into is None else into
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

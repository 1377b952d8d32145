"""One side of an index, the one that writes or the one that reads: a thread, and the connection that it alone uses."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Side:
    """Does work on the connection that `connect` gives, a piece at a time; the event loop is free meanwhile."""

    def __init__(self, name: str, connect: Callable[[], sqlite3.Connection]) -> None:
        self._thread = ThreadPoolExecutor(1, f"search-{name}")
        self._connect = connect
        self._connection: sqlite3.Connection | None = None

    async def do(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the work gives; raises what it raises, or what `connect` does."""

        def connected() -> T:
            if self._connection is None:
                self._connection = self._connect()
            return work(self._connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, connected)

    async def disconnect(self) -> None:
        """Close the connection, after what is under way; the next work gets another one."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)

    async def end(self) -> None:
        """Close the connection and end the thread."""
        await self.disconnect()
        self._thread.shutdown()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

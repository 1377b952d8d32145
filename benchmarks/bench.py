"""What every row is given: how large to measure, where to say what is going on, and what was measured already."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


class Bench:
    """One run of the benchmark; `show` shows a sentence about what is going on, `title` is the row it is about."""

    def __init__(self, *, quick: bool, show: Callable[[str], None]) -> None:
        self.quick = quick
        self.title = ""
        self._show_sentence = show
        self._measured: dict[str, Any] = {}

    def say(self, words: str) -> None:
        """Show what is going on."""
        self._show_sentence(f"{self.title}: {words}")

    def choose(self, full: T, quick: T) -> T:
        """Return one of two sizes, by how long the run may take."""
        return quick if self.quick else full

    async def once(self, name: str, measure: Callable[[], Awaitable[T]]) -> T:
        """Return what `measure` gives, measured at most once a run: two rows may look at one thing."""
        if name not in self._measured:
            self._measured[name] = await measure()
        value: T = self._measured[name]
        return value

    async def counting(self, what: str, count: Callable[[], int], total: int, work: Awaitable[T]) -> T:
        """Await the work and show how far it is meanwhile."""
        async with asyncio.TaskGroup() as tasks:
            showing = tasks.create_task(self._show(what, count, total))
            try:
                return await work
            finally:
                showing.cancel()

    async def _show(self, what: str, count: Callable[[], int], total: int) -> None:
        while True:
            self.say(f"{what}: {count():,} of {total:,}")
            await asyncio.sleep(0.5)

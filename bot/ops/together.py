"""Asks once for all who ask at the same time: a crowd at the health pages must cost the store no more than one does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


class Together(Generic[T]):
    """A question whose answer is for everybody who asked before it was put."""

    def __init__(self, question: Callable[[], Awaitable[T]]) -> None:
        self._question = question
        self._turn = asyncio.Lock()
        self._asked = 0
        self._last: tuple[int, T] | None = None  # who asked last before it, and the answer

    async def __call__(self) -> T:
        """Return an answer that is no older than the call; raises what the question raises."""
        self._asked += 1
        number = self._asked
        async with self._turn:
            if self._last is None or number > self._last[0]:
                self._last = self._asked, await self._question()
            return self._last[1]

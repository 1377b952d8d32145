"""Reads server-sent events as a browser's EventSource does."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientSession, StreamReader


class Events:
    """An open stream; each event has a kind and JSON."""

    def __init__(self, content: StreamReader) -> None:
        self._content = content

    async def next(self) -> tuple[str, Any]:
        """Return the next event within five seconds; raises EOFError where the stream has ended."""
        async with asyncio.timeout(5):
            kind = await self._field("event")
            return kind, json.loads(await self._field("data"))

    async def change(self, kind: str) -> Any:
        """Return the next change of that kind."""
        while True:
            _, change = await self.next()
            if change.get("kind") == kind:
                return change

    async def _field(self, name: str) -> str:
        while line := await self._content.readline():
            if line.startswith(f"{name}: ".encode()):
                return line.decode().removeprefix(f"{name}: ").rstrip("\n")
        raise EOFError


@asynccontextmanager
async def listening(visitor: ClientSession) -> AsyncIterator[Events]:
    """Give the page's stream."""
    async with visitor.get("changes") as response:
        assert response.content_type == "text/event-stream"
        yield Events(response.content)

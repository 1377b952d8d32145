"""A server that takes every call and never says a word."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def silence() -> AsyncIterator[int]:
    """Give the port of such a server; at the end every call is over, whoever hangs up."""
    calls: set[asyncio.Task[Any]] = set()
    writers: list[asyncio.StreamWriter] = []

    async def hear_out(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            calls.add(task)
        writers.append(writer)
        await reader.read()

    server = await asyncio.start_server(hear_out, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in writers:
            writer.close()
        if calls:
            await asyncio.wait(calls)
        for writer in writers:
            await writer.wait_closed()

"""One websocket of the gateway: what goes out is queued, compressed as the client asked, and written in order."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.gateway.events import CUT, WORDS, Op

if TYPE_CHECKING:
    from aiohttp import web


class Connection:
    """A websocket as the sessions know it: `send` and `close` only queue, `write` does it."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, *, compress: str = ""
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        # zstd-stream is answered uncompressed: discord.py reads text as it comes, whatever it asked for
        self._deflate = zlib.compressobj() if compress == "zlib-stream" else None
        self.is_open = True

    def send(self, op: Op, data: Any = None, *, seq: int | None = None, event: str | None = None) -> None:
        """Queue a payload."""
        self.pass_on(json.dumps({"op": op, "d": data, "s": seq, "t": event}, ensure_ascii=False))

    def pass_on(self, payload: str) -> None:
        """Queue a payload that is JSON already."""
        if self.is_open:
            self._queue.put_nowait(payload)

    def close(self, code: int) -> None:
        """Queue the end: what was queued before still goes out."""
        if self.is_open:
            self.is_open = False
            self._queue.put_nowait(code)

    async def write(self) -> None:
        """Write what is queued until the connection is closed."""
        while isinstance(payload := await self._queue.get(), str):
            await self._write(payload)
        if payload == CUT and self._transport is not None:
            self._transport.abort()
            return
        words = WORDS.get(payload, "")
        await self._socket.close(code=payload, message=words.encode())

    async def _write(self, payload: str) -> None:
        try:
            if self._deflate is None:
                await self._socket.send_str(payload)
            else:
                packed = self._deflate.compress(payload.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)
        except ConnectionError:
            self.is_open = False  # the reader notices it as well; the session keeps the event for a resume

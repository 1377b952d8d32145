"""Streams the chats to the page as server-sent events: first everything there is, then each change."""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aiohttp import web

from bot.sandbox.changes import Change

if TYPE_CHECKING:
    from bot.sandbox.page.ports import Show

Queue: TypeAlias = asyncio.Queue[Change]

BEAT: Final = 15.0
"""Seconds between signs of life, by which a vanished browser is noticed."""
RETRY: Final = b"retry: 500\n"
"""After how many milliseconds a browser whose stream was cut comes back; by itself it would wait seconds."""
END: Final[Change] = {}
"""A change that ends a stream."""


def event(kind: str, content: Any) -> bytes:
    """Return one server-sent event; JSON has no raw newline, so one data line is enough."""
    return f"event: {kind}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n".encode()


class Live:
    """The open streams of one page.

    Watching begins before the snapshot is taken, so a browser that comes back has missed nothing.
    """

    def __init__(self, show: Show) -> None:
        self._show = show
        self._open: set[Queue] = set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Answer a browser's EventSource until it leaves or the page stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        queue: Queue = asyncio.Queue()
        with ExitStack() as watching:
            for service in self._show.services.values():
                watching.enter_context(service.changes.watch(queue))
            self._open.add(queue)
            watching.callback(self._open.discard, queue)
            await response.prepare(request)
            await response.write(RETRY + event("state", self._show.snapshot()))
            await tell(queue, response)
        return response

    async def stop(self, _app: web.Application) -> None:
        """End every stream; a server would otherwise wait for them when it stops."""
        for queue in self._open:
            queue.put_nowait(END)


async def tell(queue: Queue, response: web.StreamResponse) -> None:
    """Write changes as they come, and now and then a comment, until the end or a browser that has left."""
    try:
        while (change := await upcoming(queue)) is not END:
            await response.write(event("change", change) if change else b":\n\n")
    except ConnectionError:
        return


async def upcoming(queue: Queue) -> Change | None:
    """Return the next change, None where nothing happened for a while."""
    try:
        return await asyncio.wait_for(queue.get(), BEAT)
    except TimeoutError:
        return None

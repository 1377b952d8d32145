"""The stream that keeps the page *Now* as things are: a new picture each second, where it is another one."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.console.now import now, outage, snapshot
from bot.core.errors import StoreError
from bot.core.phrases.console import console_phrases_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.console.now import Situation, Snapshot
    from bot.core.delivery import Language
    from bot.store.store import Store

GLANCE: Final = 1.0
BEAT: Final = 15  # glances after which a stream that has nothing to say gives a sign of life
RETRY: Final = b"retry: 2000\n\n"


class Live:
    """Looks once a second while anybody watches, however many do."""

    def __init__(self, store: Store, situation: Callable[[], Awaitable[Situation]]) -> None:
        self._store = store
        self._situation = situation
        self._has_ended = asyncio.Event()
        self._seen: Snapshot | None = None
        self._until = 0.0
        self._turn = asyncio.Lock()

    async def look(self) -> Snapshot:
        """Return what was so within the last second; raises `StoreError`."""
        clock = asyncio.get_running_loop().time
        async with self._turn:
            if self._seen is None or clock() >= self._until:
                self._seen = await snapshot(self._store, await self._situation())
                self._until = clock() + GLANCE / 2
            return self._seen

    async def answer(
        self, request: web.Request, language: Language, may_go_on: Callable[[], Awaitable[bool]]
    ) -> web.StreamResponse:
        """Answer an EventSource until it leaves, the bot ends or the session does."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        shown, quiet = "", 0
        try:
            await response.write(RETRY)
            while not self._has_ended.is_set() and (content := await self._content(language, may_go_on)) is not None:
                quiet += 1
                if content != shown:
                    await response.write(f"event: now\ndata: {json.dumps(content)}\n\n".encode())
                    shown, quiet = content, 0
                elif quiet >= BEAT:
                    await response.write(b":\n\n")
                    quiet = 0
                await self._pause()
        except ConnectionError:
            pass
        return response

    async def stop(self, _app: web.Application) -> None:
        """End every stream; a server would otherwise wait for them when it stops."""
        self._has_ended.set()

    async def _content(self, language: Language, may_go_on: Callable[[], Awaitable[bool]]) -> str | None:
        try:
            return now(await self.look(), console_phrases_in(language)) if await may_go_on() else None
        except StoreError as error:
            return outage(error, language)

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(GLANCE):
                await self._has_ended.wait()
        except TimeoutError:
            return

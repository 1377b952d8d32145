"""The stream that keeps pages as things are: looks once a second, and says what has changed since."""

from __future__ import annotations

import asyncio
import json
import secrets
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
    """Looks once a second while anybody watches, however many do: their streams wake together and share the look."""

    def __init__(self, store: Store, situation: Callable[[], Awaitable[Situation]]) -> None:
        self._store = store
        self._situation = situation
        self._has_ended = asyncio.Event()
        self._seen: Snapshot | StoreError | None = None
        self._until = 0.0
        self._turn = asyncio.Lock()
        self._began = secrets.token_hex(4)

    async def look(self) -> Snapshot:
        """Return what was so within the last second; raises `StoreError`."""
        clock = asyncio.get_running_loop().time
        async with self._turn:
            if self._seen is None or clock() >= self._until:
                self._seen = await self._snapshot()
                self._until = clock() + GLANCE
        if isinstance(self._seen, StoreError):
            raise StoreError(str(self._seen))
        return self._seen

    async def mark(self) -> str:
        """Return what is another one once something has changed that a page shows, empty while the store is away."""
        try:
            return self._marked(await self.look())
        except StoreError:
            return ""

    async def answer(
        self, request: web.Request, language: Language, may_go_on: Callable[[], Awaitable[bool]]
    ) -> web.StreamResponse:
        """Answer an EventSource until it leaves, the bot ends or the session does."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        told: dict[str, str] = {}
        quiet, shows_now = 0, request.query.get("page") == "now"
        try:
            await response.write(RETRY)
            while not self._has_ended.is_set():
                found = await self._found(language if shows_now else None, may_go_on)
                if found is None:
                    break
                news = {name: content for name, content in found.items() if told.get(name) != content}
                for name, content in news.items():
                    await response.write(f"event: {name}\ndata: {json.dumps(content)}\n\n".encode())
                told |= news
                quiet = 0 if news else quiet + 1
                if quiet >= BEAT:
                    await response.write(b":\n\n")
                    quiet = 0
                await self._pause()
        except ConnectionError:
            pass
        return response

    async def stop(self, _app: web.Application) -> None:
        """End every stream; a server would otherwise wait for them when it stops."""
        self._has_ended.set()

    async def _found(
        self, language: Language | None, may_go_on: Callable[[], Awaitable[bool]]
    ) -> dict[str, str] | None:  # fmt: skip
        """Return the mark, and where *Now* is shown its content in a language; None once it is not for them."""
        try:
            if not await may_go_on():
                return None
            seen = await self.look()
        except StoreError as error:
            return {"now": outage(error, language)} if language else {}
        found = {"mark": self._marked(seen)}
        return found | {"now": now(seen, console_phrases_in(language))} if language else found

    def _marked(self, seen: Snapshot) -> str:
        """Return the mark of what is seen; after a restart it is another one, as forms made before may be void."""
        return f"{self._began}-{seen.mark}"

    async def _snapshot(self) -> Snapshot | StoreError:
        """Look; that the store is away is as true for all as anything else."""
        try:
            return await snapshot(self._store, await self._situation())
        except StoreError as error:
            return error

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout_at(self._until):
                await self._has_ended.wait()
        except TimeoutError:
            return

"""Where posts are pushed to one source: a signed request comes in, and is answered when its posts are safe."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.core.errors import StoreError
from bot.core.sighting import Authority, Sighting
from bot.sources.push.body import Mistaken, NotJson, items_of
from bot.sources.push.failures import Failures
from bot.sources.push.refusal import Refusal, again_later
from bot.sources.push.request import body_of
from bot.sources.push.signature import LIFETIME, SIGNATURE, TIMESTAMP, Unsigned, signed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.ports.sources import Replays
    from bot.sources.push.item import Item

log = structlog.get_logger()
PATIENCE = 10.0  # seconds until a caller is told to come again
AGAIN = 5.0  # seconds after which


class Door:
    """Takes pushes for the source `name`; `take_in` returns whether a sighting was recorded."""

    def __init__(
        self,
        name: str,
        take_in: Callable[[Sighting], Awaitable[bool]],
        secrets: Sequence[str],
        replays: Replays,
    ) -> None:
        self._name = name
        self._take_in = take_in
        self._secrets = secrets
        self._replays = replays
        self._failures = Failures()

    @property
    def application(self) -> web.Application:
        """Return the door as it is mounted."""
        app = web.Application()
        for path in ("", "/"):
            app.router.add_post(path, self.publish)
        return app

    async def publish(self, request: web.Request) -> web.Response:
        """Answer 202 when every post of the request is recorded, or why none of them was taken."""
        try:
            body = await body_of(request)
            signature = self._signature(request, body)
            # A full body of the worst sort takes a tenth of a second; meanwhile others are to be served.
            items = await asyncio.to_thread(_items, body, request.content_type)
            await self._record(f"{self._name} {signature}", items)
        except Refusal as refusal:
            return refusal.response()
        # Of the request alone, so that a repeat of it is answered the same.
        posts = [{"id": item.key, "link": item.link, "outcome": "accepted"} for item in items]
        return web.json_response({"posts": posts}, status=HTTPStatus.ACCEPTED)

    def _signature(self, request: web.Request, body: bytes) -> str:
        """Return the request's signature; who fails often is told less often, but may sign rightly all the same."""
        headers, address = request.headers, request.remote or ""
        try:
            return signed(headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, ""), body, self._secrets, time.time())
        except Unsigned as error:
            wait = self._failures.add(address, time.monotonic())
            if wait:
                words = "this address failed to sign too often; what it signs rightly is taken all the same"
                raise again_later(wait, words, HTTPStatus.TOO_MANY_REQUESTS) from error
            log.warning("push.refused", source=self._name, address=address, why=str(error))
            raise Refusal(HTTPStatus.UNAUTHORIZED, str(error)) from error

    async def _record(self, request: str, items: Sequence[Item]) -> None:
        """Return when the posts are in the store; raises `Refusal` where they may not be."""
        try:
            async with asyncio.timeout(PATIENCE):
                if await self._replays.has(request):
                    return
                is_recorded = await self._take_in(self._sighting(items))
        except (TimeoutError, StoreError) as error:
            log.warning("push.store_failed", source=self._name, why=str(error) or "it took too long")
            raise again_later(AGAIN, "the posts can't be written down at the moment; push them again") from error
        if not is_recorded:
            raise again_later(AGAIN, "this bot is stopping; push them again")
        with suppress(TimeoutError, StoreError):  # they are safe: a repeat would only be compared once more
            async with asyncio.timeout(AGAIN):
                await self._replays.keep(request, LIFETIME)

    def _sighting(self, items: Sequence[Item]) -> Sighting:
        now = datetime.now(UTC)
        return Sighting(
            self._name,
            tuple(item.post(now) for item in items if not item.retracted),
            complete=False,
            withdrawn=frozenset(item.key for item in items if item.retracted),
            authority=Authority.PUSH,
        )


def _items(body: bytes, content_type: str) -> list[Item]:
    try:
        return items_of(body, content_type)
    except NotJson as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, str(error)) from error
    except Mistaken as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *error.mistakes) from error

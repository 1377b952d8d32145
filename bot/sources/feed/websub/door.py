"""Where a hub comes in: with a question before it subscribes us, and with a call when there is something new."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.sources.feed.fetching import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sources.feed.websub.subscription import Subscription

log = structlog.get_logger()


def door(name: str, subscription: Subscription, on_call: Callable[[], None]) -> web.Application:
    """Return the application; `on_call` is told of each call that the hub has signed."""

    async def question(request: web.Request) -> web.Response:
        """Repeat the challenge where we did ask for this; else the hub learns that nobody did."""
        asked, was_active, was_denied = dict(request.query), subscription.is_active, subscription.is_denied
        if not subscription.affirm(asked, time.monotonic()):
            raise web.HTTPNotFound
        if subscription.is_denied and not was_denied:
            log.warning("websub.refused", source=name, why=asked.get("hub.reason", "the hub gives no reason"))
        elif subscription.is_active and not was_active:
            log.info("websub.subscribed", source=name)
        return web.Response(text=asked.get("hub.challenge", ""))

    async def call(request: web.Request) -> web.Response:
        """Take a call. One that nobody signed is answered alike: whoever tries signatures learns nothing."""
        hearing = subscription.hear(request.headers.get("X-Hub-Signature", ""))
        size = 0
        async for (
            piece
        ) in request.content.iter_any():  # the whole feed perhaps: more than the web server lets others send
            size += len(piece)
            if size > MOST:
                raise web.HTTPRequestEntityTooLarge(MOST, size)
            hearing.take(piece)
        if hearing.is_genuine:
            on_call()
        return web.Response(status=202)

    app = web.Application()
    app.router.add_get("/", question)
    app.router.add_post("/", call)
    return app

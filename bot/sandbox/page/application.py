"""The page as an aiohttp application, to be mounted by any web server under a path of its own."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.sandbox.page.guard import own_origin, protect
from bot.sandbox.page.live import Live
from bot.sandbox.page.pictures import Pictures

if TYPE_CHECKING:
    from bot.sandbox.page.ports import Show

STATIC: Final = Path(__file__).parent / "static"


def application(show: Show) -> web.Application:
    """Return the page; mount it with `add_subapp("/sandbox/", ...)`: its own addresses are all relative."""
    app = web.Application(middlewares=[own_origin])
    live, visitor = Live(show), Visitor(show)
    app.on_response_prepare.append(protect)
    app.on_shutdown.append(live.stop)
    app.add_routes(
        [
            web.get("/", index),
            web.get("/state", visitor.state),
            web.get("/changes", live.stream),
            web.post("/act", visitor.act),
            web.post("/publish", visitor.publish),
            web.post("/trouble", visitor.trouble),
            web.get("/web/{host}/{path:.+}", Pictures(show.web).get),
            web.static("/static", STATIC),
        ]
    )
    return app


async def index(_request: web.Request) -> web.StreamResponse:
    """Answer with the page itself."""
    return web.FileResponse(STATIC / "index.html")


class Visitor:
    """What the person in front of the page may do; a mistake is answered 400 with a sentence for them."""

    def __init__(self, show: Show) -> None:
        self._show = show

    async def state(self, _request: web.Request) -> web.Response:
        """Answer with everything the page shows."""
        return web.json_response(self._show.snapshot())

    async def act(self, request: web.Request) -> web.Response:
        """Type, command or press: `{"service": "telegram", "do": "type", ...}`."""
        action = await body(request)
        service = self._show.services.get(str(action.pop("service", "")))
        if service is None:
            raise refusal(f"`service` must be one of: {', '.join(self._show.services)}.")
        try:
            return web.json_response(await service.act(action))
        except ValueError as error:
            raise refusal(str(error)) from error

    async def publish(self, _request: web.Request) -> web.Response:
        """Publish the sample post, in a thread because it writes a file."""
        if self._show.publish is None:
            raise refusal("Nobody publishes here: run the bot itself with its sandbox.")
        try:
            return web.json_response({"published": await asyncio.to_thread(self._show.publish)})
        except OSError as error:
            raise refusal(f"The sample post could not be written: {error}.") from error

    async def trouble(self, request: web.Request) -> web.Response:
        """Let something go wrong: `{"service": "discord", "trouble": "rate_limit"}`."""
        asked = await body(request)
        cause = self._show.troubles.get(str(asked.get("service")), {}).get(str(asked.get("trouble")))
        if cause is None:
            raise refusal(f"No such trouble: {asked.get('service')}, {asked.get('trouble')}.")
        cause()
        return web.json_response({})


async def body(request: web.Request) -> dict[str, Any]:
    """Return the request's JSON object."""
    try:
        content = await request.json()
    except ValueError as error:
        raise refusal(f"The body is no JSON: {error}.") from error
    if not isinstance(content, dict):
        raise refusal("The body must be a JSON object.")
    return content


def refusal(sentence: str) -> web.HTTPBadRequest:
    """Return the answer to a mistake, to be raised."""
    return web.HTTPBadRequest(text=json.dumps({"error": sentence}), content_type="application/json")

"""The door of a Git source: where a webhook tells of a push, so that the next look comes at once."""

from __future__ import annotations

import time
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.sources.git.call import read_call
from bot.sources.git.signatures import is_genuine

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sources.git.call import Call

log = structlog.get_logger()
LARGEST = 1024 * 1024  # bytes of a body
REMEMBERED = 1000  # calls, each of which counts once


class Door:
    """Hears the calls for one source, and calls `knock` for each that concerns its branch."""

    def __init__(self, name: str, secret: str, branch: str, knock: Callable[[], None]) -> None:
        self._name = name
        self._secret = secret
        self._branch = branch
        self._knock = knock
        self._taken: deque[str] = deque(maxlen=REMEMBERED)
        self._is_warned = False

    def application(self) -> web.Application:
        """Return the door for the bot's web server."""
        app = web.Application()
        app.router.add_post("", self._hear)
        return app

    async def _hear(self, request: web.Request) -> web.Response:
        """Answer at once; the look comes after."""
        body = await _body(request)
        if not is_genuine(request.headers, body, self._secret, time.time()):
            self._warn(request.remote)
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        self._is_warned = False
        try:
            call = read_call(request.headers, body)
        except ValueError:
            return _said(HTTPStatus.BAD_REQUEST, "The body is not the JSON of a push.")
        return self._take(call)

    def _take(self, call: Call) -> web.Response:
        if not call.concerns(self._branch):
            what = f"a push to {call.reference}" if call.reference else call.event or "no event"
            return _said(HTTPStatus.OK, f"Heard: {what}. There is nothing to do.")
        if call.delivery in self._taken:
            return _said(HTTPStatus.OK, "This was heard before.")
        if call.delivery:
            self._taken.append(call.delivery)
        self._knock()
        return _said(HTTPStatus.ACCEPTED, "A look follows.")

    def _warn(self, caller: str | None) -> None:
        """Log a refusal, and the next only after a good call: anybody may knock as often as they like."""
        if not self._is_warned:
            log.warning("source.call_refused", source=self._name, caller=caller, why="wrong secret or signature")
        self._is_warned = True


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
    return await request.read()  # which holds a body of unknown length to the server's limit, the same


def _said(status: HTTPStatus, sentence: str) -> web.Response:
    return web.Response(status=status, text=f"{sentence}\n")

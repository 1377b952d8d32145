"""Serves REST calls over HTTP: who may, how often, what went wrong, and the misbehaviour that was asked for."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.sandbox.discord.errors import ApiError, Code, plain, refusal
from bot.sandbox.discord.rest.exchange import Ask
from bot.sandbox.discord.rest.failures import BANNED, INSTEAD, Outcome, instead, respond

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web

    from bot.sandbox.discord.limits import Offences
    from bot.sandbox.discord.rest.exchange import Answer, Backend
    from bot.sandbox.discord.rest.routes import Route
    from bot.sandbox.faults import Faults

_KEPT = 200_000


class Call(NamedTuple):
    """A request: monotonic seconds, the call's name, the channel, the status (0 for none) and the JSON body."""

    at: float
    name: str
    chat: str
    status: int
    body: Any


class Door:
    """Turns HTTP requests into calls of handlers; `knows` says whether a token is valid."""

    def __init__(
        self,
        *,
        backend: Backend,
        offences: Offences,
        faults: Faults,
        clock: Callable[[], float],
        knows: Callable[[str], bool],
        latency: float,
    ) -> None:
        self.calls: deque[Call] = deque(maxlen=_KEPT)
        self.closing = asyncio.Event()
        self._backend = backend
        self._offences = offences
        self._faults = faults
        self._clock = clock
        self._knows = knows
        self._latency = latency

    def serve(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return the HTTP handler of a route."""
        name = route.name

        async def handle(request: web.Request) -> web.StreamResponse:
            raw = await request.read()
            await self._travel()
            place = self._place(request)
            fault = self._faults.take(name, place)
            is_undone = fault is not None and fault.failure in INSTEAD
            body = _decoded(raw)
            outcome = instead(fault) if fault and is_undone else self._answer(route, request, body, place)
            status = outcome.seen(fault)
            self._offences.note(status, outcome.headers)
            self.calls.append(Call(self._clock(), name, place, status, body))
            await self._travel()
            return await respond(request, outcome, fault.failure if fault else None, self.closing)

        return handle

    async def unknown(self, request: web.Request) -> web.StreamResponse:
        """Answer a path that the sandbox does not serve."""
        error = plain(404, "Not Found")
        self.calls.append(Call(self._clock(), f"{request.method} {request.path}", "", error.status, None))
        return await respond(request, Outcome(error.status, error.body, {}), None, self.closing)

    async def _travel(self) -> None:
        """Spend half of the latency on the way."""
        if self._latency:
            await asyncio.sleep(self._latency / 2)

    def _place(self, request: web.Request) -> str:
        parts = request.match_info
        return parts.get("channel") or self._backend.interactions.channel_of(parts.get("token", ""))

    def _answer(self, route: Route, request: web.Request, body: Any, place: str) -> Outcome:
        if self._offences.are_too_many:
            return BANNED
        headers: dict[str, str] = {}
        try:
            headers = self._admit(route, request, place)
            status, given = self._call(route, request, body)
        except ApiError as error:
            return Outcome(error.status, error.body, headers | error.headers)
        return Outcome(status, given, headers)

    def _admit(self, route: Route, request: web.Request, place: str) -> dict[str, str]:
        """Check the token, then the global limit, then the bucket's."""
        if route.is_bots:
            scheme, _, token = request.headers.get("Authorization", "").partition(" ")
            if scheme != "Bot" or not self._knows(token):
                raise plain(401, "Unauthorized")
            self._backend.limiter.admit_any()
        whose = request.match_info.get("token", place)
        return self._backend.limiter.admit(route.bucket, whose) if route.bucket else {}

    def _call(self, route: Route, request: web.Request, body: Any) -> Answer:
        if isinstance(body, str):
            raise refusal(Code.INVALID_JSON)
        return route.handle(self._backend, Ask(request.match_info, request.query, body))


def _decoded(raw: bytes) -> Any:
    """Return the JSON of a body, None without one, the text itself where it is no JSON."""
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return raw.decode(errors="replace")

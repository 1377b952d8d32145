"""The Bot API over HTTP: reads a call however it was encoded, lets it meet a fault or its method, and answers."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.sandbox.faults import Failure, Fault
from bot.sandbox.telegram.methods import METHODS
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.refusals import Refusal

if TYPE_CHECKING:
    from collections import deque

    from bot.sandbox.faults import Faults
    from bot.sandbox.telegram.world import World

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_GARBAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
_NAMES = {name.lower(): name for name in METHODS}  # taken in any case, as the server takes them
_ANSWERED = frozenset({Failure.ANSWER, Failure.GARBAGE})
_AFTERWARDS = frozenset({Failure.CUT_AFTER, Failure.TRUNCATED})


class Call(NamedTuple):
    """A request: when it arrived (monotonic seconds), and the status it was answered with, 0 where it was not."""

    at: float
    name: str
    chat: str
    status: int
    body: Any


class Wire:
    """Answers requests; `latency` seconds pass before each answer, without holding up the others."""

    def __init__(self, world: World, faults: Faults, calls: deque[Call], latency: float) -> None:
        self._world = world
        self._faults = faults
        self._calls = calls
        self._latency = latency
        self.closing = asyncio.Event()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        try:
            name, given = await self._read(request)
        except Refusal as refusal:
            return _response(refusal.status, refusal.answer())
        chat = self._world.address(given)
        at = self._world.clock()
        fault = self._faults.take(name, chat)
        if fault is not None and fault.failure not in _AFTERWARDS:
            status = fault.status if fault.failure in _ANSWERED else 0
            self._calls.append(Call(at, name, chat, status, given.given))
            return await self._instead(request, fault)
        status, body = await self._answer(name, given)
        self._calls.append(Call(at, name, chat, status, given.given))
        if self._latency:
            await asyncio.sleep(self._latency)
        if fault is not None:
            return await _cut(request, body, is_half_sent=fault.failure is Failure.TRUNCATED)
        return _response(status, body)

    async def _read(self, request: web.BaseRequest) -> tuple[str, Parameters]:
        token, _, name = unquote(request.path).removeprefix("/bot").partition("/")
        if not request.path.startswith("/bot") or not name or "/" in name:
            raise Refusal(404, "Not Found")
        if request.method not in {"GET", "POST"}:
            raise Refusal(405, "Method Not Allowed")
        self._check(token)
        return _NAMES.get(name.lower(), name), Parameters(await _parameters(request))

    def _check(self, token: str) -> None:
        if ":" not in token or token.startswith("0") or len(token) > 80:
            raise Refusal(401, "Unauthorized: invalid token specified")
        if token != self._world.token or self._world.is_revoked:
            raise Refusal(401, "Unauthorized")

    async def _answer(self, name: str, given: Parameters) -> tuple[int, dict[str, Any]]:
        if name not in METHODS:
            return 404, Refusal(404, "Not Found: method not found").answer()
        try:
            result = METHODS[name](self._world, given)
            if asyncio.iscoroutine(result):
                result = await result
        except Refusal as refusal:
            return refusal.status, refusal.answer()
        return 200, {"ok": True, "result": result}

    async def _instead(self, request: web.BaseRequest, fault: Fault) -> web.StreamResponse:
        """Let the call meet a fault that keeps it from its method."""
        if fault.failure is Failure.HANG:
            await self.closing.wait()
        if fault.failure in {Failure.HANG, Failure.CUT_BEFORE}:
            return await _cut(request, {}, is_half_sent=False)
        if self._latency:
            await asyncio.sleep(self._latency)
        if fault.failure is Failure.GARBAGE:
            return web.Response(status=fault.status, body=_GARBAGE, content_type="text/html")
        body = fault.body
        if body is None:
            body = Refusal(fault.status, HTTPStatus(fault.status).phrase).answer()
        return _response(fault.status, body, fault.headers)


async def _parameters(request: web.BaseRequest) -> dict[str, Any]:
    """Return the parameters of the query and the body: JSON, form or multipart."""
    given: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return given
    try:
        if request.content_type == "multipart/form-data":
            return {
                **given,
                **{name: value for name, value in (await request.post()).items() if isinstance(value, str)},
            }
        body = await request.read()
        if request.content_type == "application/json":
            return {**given, **_json_object(body)}
        return {**given, **dict(parse_qsl(body.decode(), keep_blank_values=True))}
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large: too many parameters") from None
    except UnicodeDecodeError:
        raise Refusal(400, "Bad Request: strings must be encoded in UTF-8") from None


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refusal(400, "Bad Request: can't parse JSON object in the request body")
    return given


def _response(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    wait = body.get("parameters", {}).get("retry_after") if status == 429 and isinstance(body, dict) else None
    retry = {"Retry-After": str(wait)} if wait is not None else {}
    data = _encoded(body).encode(errors="replace")
    return web.Response(status=status, body=data, headers={**retry, **(headers or {})}, content_type="application/json")


async def _cut(request: web.BaseRequest, body: dict[str, Any], *, is_half_sent: bool) -> web.StreamResponse:
    """Drop the connection, after half of the answer where asked."""
    response = web.StreamResponse()
    if is_half_sent:
        data = _encoded(body).encode()
        response.content_type, response.content_length = "application/json", len(data)
        await response.prepare(request)
        await response.write(data[: len(data) // 2])
        if request.transport is not None:
            request.transport.close()  # close, not abort: what was written arrives
    elif request.transport is not None:
        request.transport.abort()
    return response

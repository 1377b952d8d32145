"""Writes answers onto the wire, whole or broken as a fault asks for."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web

from bot.sandbox.discord.errors import plain
from bot.sandbox.discord.limits import limited
from bot.sandbox.faults import Failure

if TYPE_CHECKING:
    import asyncio

    from bot.sandbox.faults import Fault

INSTEAD = (Failure.ANSWER, Failure.HANG, Failure.CUT_BEFORE, Failure.GARBAGE)  # nothing of what was asked is done
_SILENT = (Failure.HANG, Failure.CUT_BEFORE, Failure.CUT_AFTER)
_GARBAGE = "<html><head><title>discord.com | 502: Bad gateway</title></head></html>"
_BANNED = "error code: 1015"


class Outcome(NamedTuple):
    """What a call comes to: the status, the body (JSON, or text that is none) and the headers."""

    status: int
    body: Any
    headers: dict[str, str]

    def seen(self, fault: Fault | None) -> int:
        """Return the status the caller sees: 0 where the answer is cut."""
        is_cut = fault is not None and (fault.failure in _SILENT or fault.failure is Failure.TRUNCATED)
        return 0 if is_cut else self.status


BANNED = Outcome(429, _BANNED, {"Retry-After": "3600"})  # the proxy's word for it: no JSON, no Via header


def instead(fault: Fault) -> Outcome:
    """Return what the fault answers; an ANSWER without a body gets Discord's usual one."""
    if fault.failure is Failure.GARBAGE:
        return Outcome(fault.status, _GARBAGE, {})
    if fault.body is not None or fault.failure is not Failure.ANSWER:
        return Outcome(fault.status, fault.body, fault.headers)
    error = limited(1.0, scope="user") if fault.status == 429 else plain(fault.status, HTTPStatus(fault.status).phrase)
    return Outcome(error.status, error.body, error.headers | fault.headers)


async def respond(
    request: web.Request, outcome: Outcome, failure: Failure | None, closing: asyncio.Event
) -> web.StreamResponse:
    """Send the outcome, or what the failure leaves of it; a call that hangs does so until `closing` is set."""
    if failure is Failure.HANG:
        await closing.wait()
    if failure in _SILENT:
        return _cut(request)
    if isinstance(outcome.body, str):
        text = outcome.body
        return web.Response(status=outcome.status, text=text, content_type="text/html", headers=outcome.headers)
    packed = b"" if outcome.body is None else json.dumps(outcome.body, ensure_ascii=False).encode()
    # discord.py compares the whole header, so there must be no charset in it
    headers = outcome.headers | ({"Content-Type": "application/json"} if packed else {})
    if failure is Failure.TRUNCATED:
        return await _truncated(request, outcome.status, packed, headers)
    return web.Response(status=outcome.status, body=packed or None, headers=headers)


def _cut(request: web.Request) -> web.Response:
    """Close the connection without an answer; the response returned never leaves."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _truncated(request: web.Request, status: int, packed: bytes, headers: dict[str, str]) -> web.StreamResponse:
    """Promise the whole body, send half of it, and close."""
    response = web.StreamResponse(status=status, headers=headers)
    response.content_length = len(packed)
    await response.prepare(request)
    await response.write(packed[: len(packed) // 2])
    if request.transport is not None:
        request.transport.close()
    return response

"""Reads the body of a request, which anybody may have sent."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp.http_exceptions import PayloadEncodingError

from bot.sources.push.body import JSON, LINES
from bot.sources.push.refusal import Refusal

if TYPE_CHECKING:
    from aiohttp import web

LARGEST = 1024 * 1024
PATIENCE = 10.0  # seconds that a body may take to come in


async def body_of(request: web.Request) -> bytes:
    """Return the body, of a kind and a size that we take; raises `Refusal`."""
    if request.content_type != JSON and request.content_type not in LINES:
        kinds = f"{JSON}, or for JSON Lines as {' or '.join(sorted(LINES))}"
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send it as {kinds} (Content-Type)")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send the body as it is, without Content-Encoding")
    if (request.content_length or 0) > LARGEST:
        raise _too_large()
    try:
        async with asyncio.timeout(PATIENCE):
            return await _read(request)
    except TimeoutError:
        raise Refusal(HTTPStatus.REQUEST_TIMEOUT, f"the body did not come in {PATIENCE:.0f} seconds") from None
    except (PayloadEncodingError, ConnectionError) as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, "the body broke off, or is not coded as the headers say") from error


async def _read(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            raise _too_large()
    return bytes(body)


def _too_large() -> Refusal:
    words = f"the body must have at most {LARGEST} bytes; send fewer posts at once"
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words)

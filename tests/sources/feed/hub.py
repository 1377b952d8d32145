"""A hub that the press plays: it keeps who subscribed, asks back, and calls."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from io import BytesIO
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession, web

from tests.sources.feed.press import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.sources.feed.press import Press


class HubAtWork:
    """A hub at `/hub` of a press."""

    def __init__(self, press: Press) -> None:
        self.forms: list[Mapping[str, Any]] = []
        self.subscribed = asyncio.Event()
        press.play(self._subscribe, "/hub")

    async def _subscribe(self, request: web.Request) -> web.Response:
        self.forms.append(dict(await request.post()))
        self.subscribed.set()
        return web.Response(status=202)

    async def ask(self, **changes: str) -> tuple[int, str]:
        """Ask the subscriber whether it meant it; return its status and answer."""
        async with asyncio.timeout(PATIENCE):
            await self.subscribed.wait()
        form = self.forms[-1]
        query = {
            "hub.mode": "subscribe",
            "hub.topic": form["hub.topic"],
            "hub.challenge": "말",
            "hub.lease_seconds": "900",
        }
        query |= {f"hub.{name}": value for name, value in changes.items()}
        async with ClientSession() as session, session.get(form["hub.callback"], params=query) as answer:
            return answer.status, await answer.text()

    async def call(self, method: str = "sha256", secret: str = "", body: bytes = b"<rss>") -> int:
        """Call the subscriber; return its status."""
        form = self.forms[-1]
        key = (secret or form["hub.secret"]).encode()
        signature = f"{method}={hmac.new(key, body, getattr(hashlib, method)).hexdigest()}"
        async with (
            ClientSession() as session,
            session.post(form["hub.callback"], data=BytesIO(body), headers={"X-Hub-Signature": signature}) as answer,
        ):
            return answer.status

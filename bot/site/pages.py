"""Asks whether a page is there yet, and its picture."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.web.guard import Barred, open_session

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 8.0  # seconds for all that is asked about one post: a slow site must not wear out the gatekeeper's patience
MOST_HOPS = 3
AGENT = "sokbo (is the page there?)"
_NO_PAGE = {404, 410}  # what HEAD is believed; many a server refuses the question itself, by all sorts of words


class SitePages:
    """`Pages` over HTTP. A page is there when it answers 200; only its own host is ever asked, wherever it leads.

    The operator's own site may lie inside their network; what somebody pushed may not lead there.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._patience = patience

    async def __aenter__(self) -> Self:
        """Open the connections."""
        headers = {"Cache-Control": "no-cache"}
        timeout = aiohttp.ClientTimeout(total=None)  # all that is asked about a post has one patience
        own = aiohttp.ClientSession(timeout=timeout, headers={**headers, "User-Agent": AGENT})
        self._sessions = {True: own, False: open_session("", timeout=timeout, user_agent=AGENT)}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close them."""
        for session in self._sessions.values():
            await session.close()

    async def missing(self, link: str, image: str | None, *, is_own: bool = True) -> str:
        """Return what does not answer yet and how; nothing where page and picture are there."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._missing(self._sessions[is_own], link, image)
        except TimeoutError:
            return f"{link}: no answer in {self._patience:g} s"

    async def _missing(self, session: aiohttp.ClientSession, link: str, image: str | None) -> str:
        if why := await _why_not(session, link):
            return f"{link}: {why}"
        if image and _host(image) == _host(link) and (why := await _why_not(session, image)):
            return f"{image}: {why}"
        return ""


async def _why_not(session: aiohttp.ClientSession, url: str) -> str:
    host = _host(url)
    try:
        for _ in range(MOST_HOPS):
            status, location = await _ask(session, url)
            if status < 300:
                return ""
            if status >= 400:
                return f"HTTP {status}"
            url = urljoin(url, location)
            if _host(url) != host or urlsplit(url).scheme not in {"http", "https"}:
                return ""  # it leads elsewhere, where nobody is asked
    except Barred:
        return ""  # it lies inside the network: nobody is asked there, and no platform will fetch a preview
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return "it leads in a circle"


async def _ask(session: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    """Return the answer's status and where it leads: by HEAD, or by GET where that is refused."""
    async with session.head(url, allow_redirects=False) as answer:
        if answer.status < 400 or answer.status in _NO_PAGE:
            return answer.status, answer.headers.get("Location", "")
    async with session.get(url, allow_redirects=False) as answer:
        return answer.status, answer.headers.get("Location", "")


def _host(url: str) -> str:
    """Return host and port as they are written, nothing where that is no address: an editor may write anything."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""

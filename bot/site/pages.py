"""Asks whether a page is there yet, and its picture."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

import aiohttp

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 8.0  # seconds for all that is asked about one post: a slow site must not wear out the gatekeeper's patience
MOST_HOPS = 3
_NO_PAGE = {404, 410}  # what HEAD is believed; many a server refuses the question itself, by all sorts of words


class SitePages:
    """`Pages` over HTTP. A page is there when it answers 200; only its own host is ever asked, wherever it leads."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._patience = patience

    async def __aenter__(self) -> Self:
        """Open the connections."""
        headers = {"User-Agent": "sokbo (is the page there?)", "Cache-Control": "no-cache"}
        self._session = aiohttp.ClientSession(headers=headers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close them."""
        if self._session:
            await self._session.close()

    async def missing(self, link: str, image: str | None) -> str:
        """Return what does not answer yet and how; nothing where page and picture are there."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._missing(link, image)
        except TimeoutError:
            return f"{link}: no answer in {self._patience:g} s"

    async def _missing(self, link: str, image: str | None) -> str:
        if why := await self._why_not(link):
            return f"{link}: {why}"
        if image and _host(image) == _host(link) and (why := await self._why_not(image)):
            return f"{image}: {why}"
        return ""

    async def _why_not(self, url: str) -> str:
        host = _host(url)
        try:
            for _ in range(MOST_HOPS):
                status, location = await self._ask(url)
                if status < 300:
                    return ""
                if status >= 400:
                    return f"HTTP {status}"
                url = urljoin(url, location)
                if _host(url) != host or urlsplit(url).scheme not in {"http", "https"}:
                    return ""  # it leads elsewhere, where nobody is asked
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return str(error) or type(error).__name__
        return "it leads in a circle"

    async def _ask(self, url: str) -> tuple[int, str]:
        """Return the answer's status and where it leads: by HEAD, or by GET where that is refused."""
        assert self._session  # noqa: S101 - it is open while we are asked
        async with self._session.head(url, allow_redirects=False) as answer:
            if answer.status < 400 or answer.status in _NO_PAGE:
                return answer.status, answer.headers.get("Location", "")
        async with self._session.get(url, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "")


def _host(url: str) -> str:
    """Return host and port as they are written, nothing where that is no address: an editor may write anything."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""

"""Asks whether a page is there yet, and its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

import aiohttp

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 8.0  # seconds for one answer
MOST_HOPS = 3
_NO_HEAD = {405, 501}  # what servers say that do not know the question


class SitePages:
    """`Pages` over HTTP. A page is there when it answers 200; only its own host is ever asked, wherever it leads."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connections."""
        headers = {"User-Agent": "sokbo (is the page there?)", "Cache-Control": "no-cache"}
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE), headers=headers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close them."""
        if self._session:
            await self._session.close()

    async def missing(self, link: str, image: str | None) -> str:
        """Return what does not answer yet and how; nothing where page and picture are there."""
        if why := await self._why_not(link):
            return f"{link}: {why}"
        if image and urlsplit(image).netloc == urlsplit(link).netloc and (why := await self._why_not(image)):
            return f"{image}: {why}"
        return ""

    async def _why_not(self, url: str) -> str:
        host = urlsplit(url).netloc
        try:
            for _ in range(MOST_HOPS):
                status, location = await self._ask(url)
                if status < 300:
                    return ""
                if status >= 400:
                    return f"HTTP {status}"
                url = urljoin(url, location)
                if urlsplit(url).netloc != host or urlsplit(url).scheme not in {"http", "https"}:
                    return ""  # it leads elsewhere, where nobody is asked
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return str(error) or type(error).__name__
        return "it leads in a circle"

    async def _ask(self, url: str) -> tuple[int, str]:
        """Return the answer's status and where it leads: by HEAD, or by GET where that is not known."""
        assert self._session  # noqa: S101 - it is open while we are asked
        async with self._session.head(url, allow_redirects=False) as answer:
            if answer.status not in _NO_HEAD:
                return answer.status, answer.headers.get("Location", "")
        async with self._session.get(url, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "")

"""The preview page as an aiohttp application: its files, the sites' pictures, and a stream of what is saved."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.core.readers.languages import language_of
from bot.editor.page.view import View
from bot.editor.records import line
from bot.sandbox.page.application import STATIC as CHATS
from bot.sandbox.page.guard import protect
from bot.sandbox.page.live import BEAT, RETRY
from bot.sandbox.page.pictures import Pictures
from bot.sources.jekyll import Faulty, Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Language
    from bot.core.levels import LevelRule

STATIC: Final = Path(__file__).parent / "static"
GLANCE: Final = 0.04  # seconds between two looks at what the page shows: a save is there within a blink, which is 0.1


def application(roots: Sequence[Path], rules: Sequence[LevelRule]) -> web.Application:
    """Return the page over the sites at `roots`; mount it with `add_subapp`: its own addresses are all relative.

    What draws the chats is the sandbox's, served from its one place.
    """
    app = web.Application()
    stream = Stream(roots, rules)
    app.on_response_prepare.append(protect)
    app.on_shutdown.append(stream.stop)
    app.add_routes(
        [
            web.get("/", index),
            web.get("/changes", stream.answer),
            web.get("/web/{host}/{path:.+}", stream.picture),
            web.static("/static", STATIC),
            web.static("/chats", CHATS),
        ]
    )
    return app


async def index(_request: web.Request) -> web.StreamResponse:
    """Answer with the page itself."""
    return web.FileResponse(STATIC / "index.html")


class Stream:
    """Tells open pages what was saved. Nothing is looked at while no page is open."""

    def __init__(self, roots: Sequence[Path], rules: Sequence[LevelRule]) -> None:
        self._roots = roots
        self._rules = rules
        self._has_ended = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer an EventSource with the newest files and a preview, then with each change, until it leaves."""
        view = View(self._roots, self._rules, _language(request), _chosen(request, len(self._roots)))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            await response.write(RETRY + _event("sites", {"origins": await asyncio.to_thread(self._origins)}))
            await self._tell(view, response)
        except ConnectionError:
            pass
        return response

    async def _tell(self, view: View, response: web.StreamResponse) -> None:
        quiet = 0.0
        while not self._has_ended.is_set():
            news = await asyncio.to_thread(lambda: list(view.news()))
            for kind, content in news:
                await response.write(_event(kind, content))
            quiet = 0.0 if news else quiet + GLANCE
            if quiet > BEAT:  # a sign of life, by which a browser that has left is noticed
                await response.write(b":\n\n")
                quiet = 0.0
            await asyncio.sleep(GLANCE)

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """Answer with a picture of one of the sites; everything else of the web stays outside."""
        folders = await asyncio.to_thread(self._origins)
        return await Pictures({origin: self._roots[at] for origin, at in folders.items()}).get(request)

    async def stop(self, _app: web.Application) -> None:
        """End every stream; a server would otherwise wait for them when it stops."""
        self._has_ended.set()

    def _origins(self) -> dict[str, int]:
        """Return which site is at which origin, as the sites say now."""
        found: dict[str, int] = {}
        for number, root in enumerate(self._roots):
            try:
                url = urlsplit(Site.load(root).url)
            except (Faulty, OSError):  # the preview says so
                continue
            if url.netloc:
                found.setdefault(f"{url.scheme}://{url.netloc}", number)
        return found


def _event(kind: str, content: object) -> bytes:
    return f"event: {kind}\ndata: {line(content)}\n\n".encode()


def _language(request: web.Request) -> Language:
    return language_of(request.query.get("lang"))


def _chosen(request: web.Request, count: int) -> tuple[int, str] | None:
    """Return the file that the page asks for; the view shows none that is no post or draft of its site."""
    site, path = request.query.get("site", ""), request.query.get("path", "")
    is_number = site.isdecimal() and len(site) < 5  # of thousands of digits Python makes none
    return (int(site), path) if path and is_number and int(site) < count else None

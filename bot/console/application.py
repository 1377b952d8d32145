"""The console as an aiohttp application, mounted at /console/."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.console import channels, decisions, posts
from bot.console.actions import act
from bot.console.asking import form_of, frame_of, note_of
from bot.console.entry import is_proven
from bot.console.live import Live
from bot.console.markup import empty
from bot.console.now import now, outage
from bot.console.porter import SESSION, WHO
from bot.console.signing import Signing
from bot.core.errors import StoreError
from bot.store.audit import MOST
from bot.store.connection import soon
from handlers.categories import catalogue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.typedefs import Handler, Middleware

    from bot.console.markup import Frame
    from bot.console.now import Situation
    from bot.console.porter import Porter
    from bot.store.store import Store

STATIC: Final = Path(__file__).parent / "static"
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
AT_ONCE: Final = 8  # pages
BRIEFLY: Final = 0.5  # seconds
STREAM: Final = "/events"
SITUATION: Final[web.AppKey[Any]] = web.AppKey("situation", object)
MISSABLE: Final = 200  # newest posts among which is looked for what a channel missed


def application(store: Store, porter: Porter, situation: Callable[[], Awaitable[Situation]]) -> web.Application:
    """Return the console; `porter` stands before it, `situation` says what this bot knows by itself."""
    app = web.Application(middlewares=[_in_turn(), _tell], client_max_size=16 * 1024)
    app[SITUATION] = situation
    app.on_response_prepare.append(_protect)
    pages, signing = Pages(store, porter, Live(store, situation)), Signing(store, porter)
    app.on_shutdown.append(pages.live.stop)
    app.add_routes(
        [
            web.get("/", pages.now),
            web.get(STREAM, pages.events),
            web.get("/posts", pages.posts),
            web.get("/post", pages.post),
            web.get("/channels", pages.channels),
            web.get("/channel", pages.channel),
            web.get("/held", pages.held),
            web.get("/uncertain", pages.uncertain),
            web.get("/audit", pages.audit),
            web.get("/sign-in", signing.ask),
            web.post("/sign-in", signing.take),
            web.post("/do/sign-out", signing.leave),
            web.post("/do/{action}", pages.act),
            web.static("/static", STATIC),
        ]
    )
    return app


class Pages:
    """The pages over the store."""

    def __init__(self, store: Store, porter: Porter, live: Live) -> None:
        self._store = store
        self._porter = porter
        self.live = live

    async def now(self, request: web.Request) -> web.Response:
        """Answer with what goes out."""
        frame = await self._frame(request)
        return _page(request, frame, "now", now(await self.live.look(), frame.phrases))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Answer with the stream of what goes out and what changes, until the session ends."""
        language = frame_of(request, has_token=False, counts={}).language
        return await self.live.answer(request, language, lambda: self._porter.is_in(request))

    async def posts(self, request: web.Request) -> web.Response:
        """Answer with the newest posts."""
        frame = await self._frame(request)
        return _page(request, frame, "posts", posts.posts(await self._store.progress.newest(posts.LISTED), frame))

    async def post(self, request: web.Request) -> web.Response:
        """Answer with one post."""
        frame, post_id = await self._frame(request), request.query.get("id", "")
        (one,) = await self._store.progress.of([post_id])
        pending = max(0, one.audience - one.reached - one.stopped) if one and one.state == "live" else 0
        reach = await self._store.overview.reach(post_id, pending)
        if one is None or reach is None:
            return _page(request, frame, "posts", empty(frame.phrases.unknown), 404)
        details = await self._store.progress.details(post_id)
        return _page(request, frame, "posts", posts.post(one, reach, details, frame))

    async def channels(self, request: web.Request) -> web.Response:
        """Answer with the channels, those in trouble first."""
        frame, asked = await self._frame(request), request.query.get("q", "")[:100]
        found = channels.chosen(await self._store.overview.channels(), asked)
        shown = found[: channels.LISTED]
        listed = list(zip(shown, await self._store.history.changed_at(shown), strict=True))
        known = await catalogue(self._store.archive)
        return _page(request, frame, "channels", channels.channels(listed, len(found), asked, known, frame))

    async def channel(self, request: web.Request) -> web.Response:
        """Answer with one channel, and what it missed since it was suspended or since when it is asked."""
        frame, one = await self._frame(request), await self._store.roster.get(request.query.get("id", ""))
        if one is None:
            return _page(request, frame, "channels", empty(frame.phrases.unknown), 404)
        since = one.suspended_at if one.suspended else _moment(request.query.get("since", ""))
        newest = await self._store.archive.latest(MISSABLE) if since else []
        missed = channels.missed(newest, one, since) if since else None
        known = await catalogue(self._store.archive)
        return _page(request, frame, "channels", channels.channel(one, known, missed, since, frame))

    async def held(self, request: web.Request) -> web.Response:
        """Answer with the held posts."""
        frame = await self._frame(request)
        ones, count = await self._store.held.first(decisions.LISTED), await self._store.held.count()
        return _page(request, frame, "held", decisions.held(ones, count, frame))

    async def uncertain(self, request: web.Request) -> web.Response:
        """Answer with the uncertain deliveries."""
        frame, ones = await self._frame(request), await self._store.uncertain.all()
        return _page(request, frame, "uncertain", decisions.uncertain(ones[: decisions.LISTED], len(ones), frame))

    async def audit(self, request: web.Request) -> web.Response:
        """Answer with what was done by hand."""
        frame = await self._frame(request)
        return _page(request, frame, "audit", decisions.audit(await self._store.audit.last(MOST), frame))

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do what a form asks for, and lead back to the page it was on."""
        given = await form_of(request)
        frame = await self._frame(request)
        if not is_proven(request[SESSION], given.get("proof", "")):
            return _page(request, frame, "now", empty(frame.phrases.form_expired), 403)
        action = request.match_info["action"]
        try:
            done = await act(self._store, action, given, request[WHO])
        except LookupError:
            return _page(request, frame, "now", empty(frame.phrases.unknown), 404)
        told = f"failed={done.outcome}" if done.outcome else f"done={action}"
        raise web.HTTPSeeOther(f"{done.path}{told}")

    async def _frame(self, request: web.Request) -> Frame:
        async with soon():
            counts = {"held": await self._store.held.count(), "uncertain": await self._store.uncertain.count()}
        frame = frame_of(request, has_token=self._porter.has_token, counts=counts)
        return replace(note_of(request, frame), mark=await self.live.mark())


def _page(request: web.Request, frame: Frame, name: str, body: str, status: int = 200) -> web.Response:
    response = web.Response(text=frame.document(name, body), content_type="text/html", status=status)
    if request.query.get("lang") in {"ko", "en"}:
        response.set_cookie("sokbo_lang", frame.language, path="/console/", samesite="Strict", max_age=31_536_000)
    return response


def _moment(text: str) -> datetime | None:
    """Return the time that an address says in ISO 8601, None where it says none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _in_turn() -> Middleware:
    """Return what lets a few pages at a time ask the store, whose connections are there for alerts."""
    few = asyncio.Semaphore(AT_ONCE)

    @web.middleware
    async def in_turn(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.endswith(STREAM):  # which lasts, and looks once a second for all
            return await handler(request)
        async with few:
            return await handler(request)

    return in_turn


@web.middleware
async def _tell(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say that the store is away, on the page that shows by itself when it is back."""
    try:
        return await handler(request)
    except StoreError as found:
        error = await _reason(request, found)
        frame = frame_of(request, has_token=False, counts={})
        return _page(request, frame, "now", outage(error, frame.language), 503)


async def _reason(request: web.Request, found: StoreError) -> StoreError:
    """Return why the store is away: whoever runs its server knows better than whoever finds it gone."""
    try:
        async with asyncio.timeout(BRIEFLY):
            why = (await request.app[SITUATION]()).store
    except TimeoutError:
        return found
    return StoreError(why) if why else found


async def _protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Give a response the console's headers; runs for errors and streams, too."""
    response.headers.update(HEADERS)

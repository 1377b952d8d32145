"""Stands before all pages and lets in who may enter: a middleware of the bot's web server."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

import structlog
from aiohttp import web

from bot.console.entry import Entry, Lock, counted_as, is_own_origin
from bot.core.errors import StoreError
from bot.store.connection import soon
from bot.store.sessions import MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp.typedefs import Handler, Middleware

    from bot.store.sessions import StoredSessions

log = structlog.get_logger()
COOKIE: Final = "sokbo_session"
SIGN_IN: Final = "/console/sign-in"
OPEN_TO_ALL: Final = (SIGN_IN, "/console/static/")
MOST_TRIES, MOST_OF_ALL = 5, 60  # within a minute, from one address and from all
CLOSED: Final = (
    "These pages are closed: HTTP_ADDRESS is reached from other machines and no console token is set.\n"
    "Set CONSOLE_TOKEN (or CONSOLE_TOKEN_FILE) to at least 16 characters, such as `openssl rand -hex 16` makes, and "
    "restart the bot.\n\n"
    "이 페이지는 닫혀 있습니다. HTTP_ADDRESS가 밖에서 닿는 주소인데 콘솔 토큰이 없습니다.\n"
    "CONSOLE_TOKEN(또는 CONSOLE_TOKEN_FILE)을 16자 이상으로 정하고 봇을 다시 시작해 주십시오.\n"
)
LOCAL_ONLY: Final = (
    "Without CONSOLE_TOKEN these pages are only for a browser on the bot's own machine, at http://localhost.\n"
    "To reach them through a proxy or by another name, set CONSOLE_TOKEN and restart the bot.\n\n"
    "CONSOLE_TOKEN이 없으면 봇이 실행되는 기기의 브라우저에서 http://localhost 주소로만 열립니다.\n"
    "프록시나 다른 이름으로 열려면 CONSOLE_TOKEN을 정하고 봇을 다시 시작해 주십시오.\n"
)
SESSION: Final = web.RequestKey("session", str)
WHO: Final = web.RequestKey("who", str)


class Porter:
    """Lets in who may enter; knows for each request the session it belongs to."""

    def __init__(self, lock: Lock, sessions: StoredSessions, paths: Sequence[str]) -> None:
        """Guard all that is below `paths`."""
        self.lock = lock
        self._sessions = sessions
        self._paths = tuple(paths)
        self._silent_until = 0.0
        self._alone = secrets.token_urlsafe(32)  # the one session there is without a token, until the bot ends
        if lock.entry("", {}) is Entry.NEEDS_TOKEN:
            log.warning("console.closed", remedy="set CONSOLE_TOKEN to at least 16 characters")

    @property
    def has_token(self) -> bool:
        """Return whether one signs in."""
        return bool(self.lock.token)

    def middleware(self) -> Middleware:
        """Return this as aiohttp mounts it."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not request.path.startswith(self._paths):
                return await handler(request)
            refusal = await self._refusal(request)
            return refusal or await handler(request)

        return guard

    async def begin(self, request: web.Request, response: web.StreamResponse) -> None:
        """Begin a session and give it to the browser."""
        session = secrets.token_urlsafe(32)
        await self._sessions.begin(self.lock.mark_of(session), request.remote or "")
        # Of several proxies the outermost, whom the browser speaks to, stands first.
        scheme = request.headers.get("X-Forwarded-Proto", "").partition(",")[0].strip().lower()
        is_secure = request.secure or scheme == "https"
        response.set_cookie(COOKIE, session, path="/", httponly=True, samesite="Strict", secure=is_secure)

    async def end(self, request: web.Request, response: web.StreamResponse) -> None:
        """End the request's session."""
        await self._sessions.end(self.lock.mark_of(request.get(SESSION, "")))
        response.del_cookie(COOKIE, path="/", httponly=True, samesite="Strict")

    async def is_in(self, request: web.Request) -> bool:
        """Return whether the request's session has not ended since."""
        if not self.has_token:
            return True
        if self.lock.opens_to(_brought(request)):
            return True
        session = request.cookies.get(COOKIE, "")
        async with soon():
            return bool(session) and await self._sessions.is_open(self.lock.mark_of(session))

    async def may_try(self, request: web.Request) -> bool:
        """Count a try at signing in; return whether there were few enough."""
        return await self._sessions.may_try(counted_as(request.remote or ""), MOST_TRIES, MOST_OF_ALL)

    def note_wrong(self, request: web.Request) -> None:
        """Log that somebody brought another token."""
        log.warning("console.wrong_token", address=request.remote)

    def note_too_many(self, request: web.Request) -> None:
        """Log that somebody tried too often, once a minute: whoever goes on and on must not fill the log."""
        now = time.monotonic()
        if now >= self._silent_until:
            log.warning("console.too_many_tries", address=request.remote)
            self._silent_until = now + MINUTE

    async def _refusal(self, request: web.Request) -> web.StreamResponse | None:
        """Return the answer to who may not enter, nothing to who may."""
        if request.method not in {"GET", "HEAD"} and not is_own_origin(request.headers):
            return _plain("Only these pages themselves may do this.", 403)
        match self.lock.entry(request.remote or "", request.headers):
            case Entry.NEEDS_TOKEN:
                return _plain(CLOSED, 403)
            case Entry.LOCAL_ONLY:
                return _plain(LOCAL_ONLY, 403)
            case Entry.OPEN:
                request[SESSION], request[WHO] = self._alone, request.remote or ""
                return None
        try:
            async with soon():
                return await self._unless_signed_in(request)
        except StoreError as error:
            return _plain(str(error), 503)

    async def _unless_signed_in(self, request: web.Request) -> web.StreamResponse | None:
        session = request.cookies.get(COOKIE, "")
        if session and await self._sessions.is_open(mark := self.lock.mark_of(session)):
            request[SESSION], request[WHO] = session, f"{request.remote} #{mark[:6]}"
            return None
        if request.path.startswith(OPEN_TO_ALL):
            return None
        if given := _brought(request):
            return await self._unless_token(request, given)
        if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
            raise web.HTTPSeeOther(f"{SIGN_IN}?next={quote(request.path_qs, safe='')}")
        return _plain("Sign in at /console/ first, or send the token as a bearer.", 401)

    async def _unless_token(self, request: web.Request, given: str) -> web.StreamResponse | None:
        """Let a program in that brings the token; a wrong one counts as a try, and after too many none is right.

        The right one is no try: a program may ask as often and as much at once as it likes.
        """
        is_right = self.lock.opens_to(given)
        if is_right and not await self._sessions.has_tried(counted_as(request.remote or ""), MOST_TRIES):
            request[SESSION], request[WHO] = given, f"{request.remote} bearer"
            return None
        if not is_right and await self.may_try(request):
            self.note_wrong(request)
            return _plain("This is not the token.", 401)
        self.note_too_many(request)
        return _plain("Too many wrong tokens came from this address. Try again in a minute.", 429)


def own_path(wished: str) -> str:
    """Return where to go after signing in: a path of this server, whatever was asked for."""
    try:
        parts = urlsplit(wished)
    except ValueError:
        return "/console/"
    is_ours = wished.startswith("/") and not wished.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return wished if is_ours and wished.isprintable() and "\\" not in wished else "/console/"


def _brought(request: web.Request) -> str:
    """Return the token that a program brings, empty where it brings none."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given if scheme.lower() == "bearer" else ""


def _plain(text: str, status: int) -> web.Response:
    return web.Response(
        text=text, status=status, headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    )

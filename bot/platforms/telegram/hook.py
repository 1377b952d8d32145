"""The door at which Telegram calls, where it is to call rather than to be asked."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web

from bot.core.errors import PlatformError, Unauthorized
from bot.platforms.telegram.order import ChatOrder
from bot.platforms.telegram.patience import Patience
from bot.platforms.telegram.poll import ALLOWED, DOORS

if TYPE_CHECKING:
    from bot.platforms.telegram.api import Api
    from bot.platforms.telegram.order import Handle

_log = structlog.get_logger()
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name (doc: setWebhook, secret_token)
_CONNECTIONS = 100  # Telegram's most; for each chat it calls once at a time (source: telegram-bot-api, WebhookActor)
_REMEMBERED = 1000
_GRACE = 1.0
_REMEDY = "let your proxy lead this address's /hooks/telegram/ to http_address"


class Hook:
    """A webhook at the public address: any process may be called, and answers 200 when the update was handled.

    `word` is the store's secret, of which both the path and what Telegram sends along are made. What is not answered
    200 Telegram sends again, for a day (doc), so that a crash loses nothing. Every `every` seconds Telegram is asked
    whether it still calls here, and whether it could.
    """

    def __init__(self, api: Api, public_url: str, word: str, *, every: float = 60.0) -> None:
        self._api = api
        self._secret = _derived(word, "secret")
        self.path = f"{DOORS}{_derived(word, 'path')}"
        self._url = f"{public_url.rstrip('/')}{self.path}"
        self._every = every
        self._patience = Patience()
        self._failed_at = 0
        self._order: ChatOrder | None = None
        self._group: asyncio.TaskGroup | None = None
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._done: deque[int] = deque(maxlen=_REMEMBERED)
        self._is_warned = False

    def application(self) -> web.Application:
        """Return the door for the bot's web server."""
        app = web.Application()
        app.router.add_post("", self._hear)
        return app

    async def until_refused(self, group: asyncio.TaskGroup, handle: Handle) -> Unauthorized:
        """Be called until cancelled, handling in the group's tasks; returns the refusal where the token is."""
        self._order, self._group = ChatOrder(handle), group
        try:
            while True:
                pause = await self._keep()
                await asyncio.sleep(pause)
        except Unauthorized as refusal:
            return refusal
        except asyncio.CancelledError:
            self._group = None
            if self._in_hand:
                await asyncio.wait(self._in_hand.values(), timeout=_GRACE)
            raise
        finally:
            self._group = None

    async def _keep(self) -> float:
        """See that Telegram calls here; return the seconds until that is looked at again. Raises `Unauthorized`."""
        try:
            state = await self._api.call("getWebhookInfo")
            if state.get("url") != self._url or set(state.get("allowed_updates", ())) != set(ALLOWED):
                await self._set()
        except Unauthorized:
            raise
        except PlatformError as failure:
            pause = self._patience.after(failure)
            if self._patience.failures == 1:
                _log.error("telegram.webhook_refused", why=str(failure), remedy="is public_url right?")
            return pause
        self._patience.reset()
        self._tell_of(state)
        return self._every

    async def _set(self) -> None:
        asked = {
            "url": self._url,
            "secret_token": self._secret,
            "allowed_updates": ALLOWED,
            "max_connections": _CONNECTIONS,
        }
        await self._api.call("setWebhook", asked)
        _log.info("telegram.webhook_set", url=f"{self._url.removesuffix(self.path)}{DOORS}...")

    def _tell_of(self, state: dict[str, Any]) -> None:
        """Say once of each failure that Telegram could not get through to us."""
        failed_at = int(state.get("last_error_date", 0))
        if failed_at > self._failed_at and state.get("url") == self._url:
            why, waiting = state.get("last_error_message", ""), state.get("pending_update_count", 0)
            _log.warning("telegram.webhook_failed", why=why, waiting=waiting, remedy=_REMEDY)
        self._failed_at = max(failed_at, self._failed_at)

    async def _hear(self, request: web.Request) -> web.Response:
        """Answer 200 when the update was handled: what is answered otherwise comes again."""
        given = request.headers.get(_SECRET, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            self._warn(request.remote)
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        self._is_warned = False
        try:
            update = await request.json()
            number = update["update_id"]
        except (ValueError, TypeError, KeyError, RecursionError):
            number = None
        if not isinstance(number, int):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return web.Response(
            status=HTTPStatus.OK if await self._take(number, update) else HTTPStatus.SERVICE_UNAVAILABLE
        )

    async def _take(self, number: int, update: dict[str, Any]) -> bool:
        """Return whether the update was handled. One that comes again meanwhile waits for the first."""
        if number in self._done:
            return True
        task = self._in_hand.get(number)
        if task is None:
            if self._group is None or self._order is None:
                return False
            task = self._in_hand[number] = self._order.start(update, self._group)
            task.add_done_callback(lambda done: self._put_away(number, done))
        await asyncio.wait([task])
        return not task.cancelled()

    def _put_away(self, number: int, task: asyncio.Task[None]) -> None:
        del self._in_hand[number]
        if not task.cancelled():
            self._done.append(number)
        if self._order is not None:
            self._order.tidy()

    def _warn(self, caller: str | None) -> None:
        """Log a refusal, and the next only after a good call: anybody may knock as often as they like."""
        if not self._is_warned:
            _log.warning("telegram.call_refused", caller=caller, why="not Telegram's secret")
        self._is_warned = True


def _derived(word: str, what: str) -> str:
    return hmac.new(word.encode(), f"telegram {what}".encode(), hashlib.sha256).hexdigest()

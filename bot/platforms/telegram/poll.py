"""Fetches updates by long polling, and goes on through whatever passes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog

from bot.core.errors import PlatformError, Unauthorized
from bot.platforms.telegram.failures import Conflicted
from bot.platforms.telegram.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.platforms.telegram.api import Api

_log = structlog.get_logger()

ALLOWED = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
)
DOORS = "/hooks/telegram/"
"""Where a webhook of ours leads, at whatever host."""

_LONGEST = 30
_GRACE = 10.0
_LAST_WORD = 2.0
_CONFLICT_REMEDY = (
    "another program receives this bot's messages: stop it, or remove its webhook (deleteWebhook); "
    "readers' commands wait until then"
)


class Poll:
    """One consumer of `getUpdates`; Telegram allows no second one, and none beside a webhook (409; doc)."""

    def __init__(self, api: Api, patience: Patience | None = None) -> None:
        self._api = api
        self._patience = patience or Patience()

    async def fetch(self, offset: int, *, is_waiting: bool) -> Sequence[Any]:
        """Return the updates from `offset` on, which confirms those before it; raises `Unauthorized` only.

        `is_waiting` lets the call last until there is one, or half a minute.
        """
        while True:
            try:
                updates = await self._fetch(offset, _LONGEST if is_waiting else 0)
            except Unauthorized:
                raise
            except PlatformError as failure:
                await self._wait(failure)
            else:
                self._recovered()
                return updates

    async def confirm(self, offset: int) -> None:
        """Confirm the updates before `offset` as a last word; one try, since whoever stops does not wait."""
        with suppress(PlatformError):
            await self._api.call("getUpdates", {"offset": offset, "timeout": 0, "limit": 1}, read_timeout=_LAST_WORD)

    async def _fetch(self, offset: int, longest: int) -> Sequence[Any]:
        asked = {"offset": offset, "timeout": longest, "limit": 100, "allowed_updates": ALLOWED}
        updates: Sequence[Any] = await self._api.call("getUpdates", asked, read_timeout=longest + _GRACE)
        return updates

    async def _wait(self, failure: PlatformError) -> None:
        pause = self._patience.after(failure)
        is_first = self._patience.failures == 1
        if isinstance(failure, Conflicted):
            with suppress(PlatformError):
                if await _has_ended_webhook(self._api):
                    return
            if is_first:
                _log.error("telegram.poll_conflict", why=str(failure), remedy=_CONFLICT_REMEDY)
        else:
            say = _log.warning if is_first else _log.debug
            say("telegram.poll_failed", why=str(failure), kind=type(failure).__name__, pause=round(pause, 1))
        await asyncio.sleep(pause)

    def _recovered(self) -> None:
        if self._patience.failures:
            _log.info("telegram.poll_recovered", failures=self._patience.failures)
            self._patience.reset()


async def _has_ended_webhook(api: Api) -> bool:
    """End a webhook of ours that keeps us from polling; return False where there is none. What waits there stays."""
    url = str((await api.call("getWebhookInfo")).get("url", ""))
    if DOORS not in url:
        return False
    await api.call("deleteWebhook")
    _log.info("telegram.webhook_ended")
    return True

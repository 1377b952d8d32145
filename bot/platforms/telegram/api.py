"""The Bot API as the rest of this folder calls it: a method's name and parameters in, JSON or our errors out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import TelegramError

from bot.platforms.telegram.failures import in_our_terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.platforms.telegram.request import AiohttpRequest

OFFICIAL = "https://api.telegram.org"

# The library logs its base address, which holds the token, when it is told to debug.
logging.getLogger("telegram.Bot").setLevel(logging.INFO)


class Api(Bot):
    """python-telegram-bot's Bot without the building of its objects, which is half of a message's cost.

    `do_api_request(return_type=None)` would be the library's way there, but it warns at each method the library knows,
    and wraps each parameter in an object first.
    """

    def __init__(
        self, token: str, *, url: str | None, request: AiohttpRequest, get_updates_request: AiohttpRequest
    ) -> None:
        super().__init__(
            token,
            base_url=f"{(url or OFFICIAL).rstrip('/')}/bot",
            request=request,
            get_updates_request=get_updates_request,
        )
        self._asking, self._polling = request, get_updates_request

    def __repr__(self) -> str:
        """Leave out the token, which the library's own version shows."""
        return "Api()"

    async def call(
        self, method: str, parameters: Mapping[str, Any] | None = None, *, read_timeout: float | None = None
    ) -> Any:
        """Return the `result` of the answer as JSON; raises `PlatformError` and nothing else."""
        request = self._polling if method == "getUpdates" else self._asking
        try:
            return await request.ask(f"{self.base_url}/{method}", parameters or {}, read_timeout)
        except TelegramError as failure:
            broken = in_our_terms(failure)
        # Raised out here, so that the library's error stays behind this border.
        raise broken

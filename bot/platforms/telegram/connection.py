"""Builds the Telegram adapter and owns what it holds open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from telegram.error import InvalidToken

from bot.core.errors import Unauthorized
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.hook import Hook
from bot.platforms.telegram.listener import TelegramListener
from bot.platforms.telegram.messenger import TelegramMessenger
from bot.platforms.telegram.poll import DOORS
from bot.platforms.telegram.replies import at_once
from bot.platforms.telegram.request import AiohttpRequest
from bot.platforms.telegram.rights import Rights
from bot.platforms.telegram.witness import TelegramWitness

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from bot.core.post import Level
    from bot.platforms.telegram.changes import OnMembership, OnMoved
    from bot.platforms.telegram.messenger import Buttons
    from bot.platforms.telegram.replies import Turn


class TelegramConnection:
    """The two sides of Telegram, sending and listening, usable within `async with`; `name` is empty until verified."""

    def __init__(
        self,
        api: Api,
        requests: tuple[AiohttpRequest, AiohttpRequest],
        *,
        messenger: TelegramMessenger,
        listener: TelegramListener,
        rights: Rights,
        hook: Hook | None = None,
    ) -> None:
        self.doors = {hook.path: hook.application()} if hook else {}
        self.rights = rights
        self.witness = TelegramWitness(api)
        self.name = ""
        self.messenger = messenger
        self.listener = listener
        self._api = api
        self._requests = requests

    async def __aenter__(self) -> Self:
        """Open the connection pools; nothing is asked of the server yet."""
        for request in self._requests:
            await request.initialize()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        for request in self._requests:
            await request.shutdown()

    async def verify(self) -> str:
        """Return the bot's `@name`; raises `Unauthorized` for a wrong token, `Unavailable` for a deaf server."""
        me = await self._api.call("getMe")
        self.name = f"@{me['username']}"
        return self.name

    async def webhook_trouble(self) -> str:
        """Return why Telegram could not call here lately, while something waits for it to; raises `PlatformError`."""
        state = await self._api.call("getWebhookInfo")
        waiting = int(state.get("pending_update_count", 0))
        return str(state.get("last_error_message", "")) if DOORS in str(state.get("url", "")) and waiting else ""


def connect(
    token: str,
    *,
    api_url: str | None = None,
    read_timeout: float = 20.0,
    paid_levels: frozenset[Level] = frozenset(),
    turn: Turn = at_once,
    on_membership: OnMembership | None = None,
    on_moved: OnMoved | None = None,
    buttons: Buttons | None = None,
    admin_chats: Sequence[str] = (),
    called_at: tuple[str, str] | None = None,
) -> TelegramConnection:
    """Return Telegram as the bot with this token sees it; raises `Unauthorized` where the token is empty.

    `api_url` is a Bot API server other than Telegram's own; `read_timeout` is how many seconds a send may go
    unanswered (the library's five are too short for Telegram's slow moments) before it counts as maybe sent.
    `admin_chats` are the addresses of chats in whose menu stands what is for operators. `buttons` says which rows stand
    under an alert in a channel, below its own button. Of `on_membership` and `on_moved` see `changes.Changes`.
    `called_at` is the public address at which Telegram is to call, and the word that its door is guarded by; without it
    Telegram is asked.
    """
    requests = AiohttpRequest(read_timeout=read_timeout), AiohttpRequest(connections=2)
    try:
        api = Api(token, url=api_url, request=requests[0], get_updates_request=requests[1])
    except InvalidToken:
        raise Unauthorized("the token is empty: get one from @BotFather") from None
    rights = Rights(api)
    hook = Hook(api, *called_at) if called_at else None
    listener = TelegramListener(
        api, rights, turn=turn, on_membership=on_membership, on_moved=on_moved, admin_chats=admin_chats, hook=hook
    )
    messenger = TelegramMessenger(api, paid_levels=paid_levels, buttons=buttons)
    return TelegramConnection(api, requests, messenger=messenger, listener=listener, rights=rights, hook=hook)

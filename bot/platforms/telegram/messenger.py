"""Sends, edits and deletes alerts on Telegram."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

from bot.core.delivery import Platform
from bot.core.errors import Refused
from bot.platforms.telegram.address import chat_of, target_of
from bot.platforms.telegram.descriptions import Undeletable, Unmodified
from bot.platforms.telegram.render import alert_message, plain_message
from bot.platforms.telegram.tombstone import tombstone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.delivery import Channel
    from bot.core.post import Alert, Level
    from bot.core.readers.conversation import Button
    from bot.platforms.telegram.api import Api

    Buttons: TypeAlias = Callable[[Alert, Channel], tuple[tuple[Button, ...], ...]]

_log = structlog.get_logger()
_ONLY_NEW = ("disable_notification", "protect_content")
_rendered = lru_cache(maxsize=64)(
    alert_message
)  # a broadcast asks for the same one thousands of times; not to be changed


class TelegramMessenger:
    """A `Messenger`. Telegram takes no idempotency key, so a repeated send shows the alert twice.

    Alerts of `paid_levels` go above Telegram's free pace, at 0.1 Star each (`allow_paid_broadcast`; doc). `buttons`
    says which rows stand below an alert's own button in a channel; channels that get the same rows share what is
    rendered.
    """

    platform = Platform.TELEGRAM
    is_idempotent = False

    def __init__(
        self, api: Api, *, paid_levels: frozenset[Level] = frozenset(), buttons: Buttons | None = None
    ) -> None:
        self._api = api
        self._buttons = buttons
        self._paid_levels = paid_levels

    async def send(
        self,
        channel: Channel,
        alert: Alert,
        nonce: str,  # noqa: ARG002 -- Telegram has no use for it
        doubt: float = 0.0,  # noqa: ARG002 -- nor for this
        *,
        reply_to: str = "",
    ) -> str:
        """Show the alert in the channel; return the message's number. What is refused as written goes out plain."""
        where: dict[str, Any] = {**target_of(channel.address)}
        if reply_to:
            where["reply_parameters"] = {"message_id": int(reply_to), "allow_sending_without_reply": True}
        if alert.level in self._paid_levels and not alert.roundup:  # which goes at the free pace
            where |= {"allow_paid_broadcast": True}
        sent = await self._plain_if_refused("sendMessage", where, channel, alert)
        return str(sent["message_id"])

    async def edit(self, channel: Channel, message_id: str, alert: Alert) -> None:
        """Make the message show the alert, in plain text where it is refused as written."""
        where = chat_of(channel.address) | {"message_id": int(message_id)}
        with suppress(Unmodified):
            await self._plain_if_refused("editMessageText", where, channel, alert)

    async def delete(self, channel: Channel, message_id: str) -> bool:
        """Remove the message; one that Telegram keeps (48 hours old) is edited to say that it was withdrawn."""
        where = chat_of(channel.address) | {"message_id": int(message_id)}
        try:
            await self._api.call("deleteMessage", where)
        except Undeletable:
            with suppress(Unmodified):
                await self._api.call("editMessageText", where | tombstone(channel.language))
            return False
        return True

    async def _plain_if_refused(
        self, method: str, where: Mapping[str, Any], channel: Channel, alert: Alert
    ) -> Mapping[str, Any]:
        try:
            buttons = self._buttons(alert, channel) if self._buttons and not alert.notice else ()
            return await self._write(method, where, _rendered(alert, channel.language, buttons))
        except Unmodified:
            raise
        except Refused as refusal:
            _log.warning("telegram.markup_refused", channel=channel.id, why=str(refusal))
        return await self._write(method, where, plain_message(alert, channel.language))

    async def _write(self, method: str, where: Mapping[str, Any], message: Mapping[str, Any]) -> Mapping[str, Any]:
        if method == "editMessageText":
            message = {name: value for name, value in message.items() if name not in _ONLY_NEW}
        answer: Mapping[str, Any] = await self._api.call(method, {**where, **message})
        return answer

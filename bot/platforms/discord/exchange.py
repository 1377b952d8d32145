"""One interaction's way back to the person: at once, or deferred and then completed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.platforms.discord import render

if TYPE_CHECKING:
    from discord import Client, Interaction

    from bot.core.conversation import Reply
    from bot.platforms.discord.wire import Wire

_CALLBACK: Final = "/interactions/{interaction_id}/{webhook_token}/callback"
_ORIGINAL: Final = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
_MESSAGE, _MESSAGE_LATER, _NOTHING_NEW = 4, 5, 6
_EPHEMERAL: Final = 64


class Exchange:
    """Says one thing in answer to an interaction. Every method raises `PlatformError`."""

    def __init__(self, wire: Wire, interaction: Interaction[Client]) -> None:
        self._wire = wire
        self._interaction = interaction
        self._is_deferred = False

    async def defer(self) -> None:
        """Tell Discord that the answer takes longer.

        Whether others see it is settled with this, before the reply is known, so only the asker will: a private reply
        must not become public, and a public one loses little.
        """
        await self._call_back({"type": _MESSAGE_LATER, "data": {"flags": _EPHEMERAL}})
        self._is_deferred = True

    async def say(self, reply: Reply | None) -> None:
        """Show the reply, or settle the interaction without a word."""
        if self._is_deferred:
            await self._complete(reply)
        elif reply is None:
            await self._call_back({"type": _NOTHING_NEW})
        else:
            await self._call_back({"type": _MESSAGE, "data": render.reply_message(reply)})

    async def _complete(self, reply: Reply | None) -> None:
        if reply is None:
            await self._original("DELETE")
        else:
            await self._original(
                "PATCH", json={name: part for name, part in render.reply_message(reply).items() if name != "flags"}
            )

    async def _original(self, method: str, **body: Any) -> None:
        application, token = self._interaction.application_id, self._interaction.token
        await self._wire.call(method, _ORIGINAL, webhook_id=application, webhook_token=token, **body)

    async def _call_back(self, response: dict[str, Any]) -> None:
        question = self._interaction
        await self._wire.call(
            "POST", _CALLBACK, interaction_id=question.id, webhook_token=question.token, json=response
        )

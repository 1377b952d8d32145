"""One interaction's way back to the person: at once, or deferred and then completed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from discord import InteractionType

from bot.platforms.discord import forms, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import Client, Interaction

    from bot.core.readers.conversation import Reply
    from bot.platforms.discord.wire import Wire

_CALLBACK: Final = "/interactions/{interaction_id}/{webhook_token}/callback"
_FOLLOW_UP: Final = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL: Final = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
_MESSAGE, _MESSAGE_LATER, _UPDATE_LATER, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_EPHEMERAL: Final = 64
_NEW_ALONE: Final = ("flags",)  # what a message takes when it is made, and never after
_CHOICE, _MOST_CHOICES = 100, 25


class Exchange:
    """Says one thing in answer to an interaction. Every method raises `PlatformError`."""

    def __init__(self, wire: Wire, interaction: Interaction[Client]) -> None:
        self._wire = wire
        self._interaction = interaction
        self._deferred = 0

    @property
    def may_show_form(self) -> bool:
        """Return whether a form can be shown: at once, and in answer to no form."""
        return not self._deferred and self._interaction.type is not InteractionType.modal_submit

    async def defer(self) -> None:
        """Tell Discord that the answer takes longer.

        Where something under a message was used, that may be about to change. Else whether others see the answer is
        settled with this, before the reply is known, so only the asker will: a private reply must not become public,
        and a public one loses little.
        """
        if self._interaction.message is not None:
            await self._call_back({"type": _UPDATE_LATER})
            self._deferred = _UPDATE_LATER
        else:
            await self._call_back({"type": _MESSAGE_LATER, "data": {"flags": _EPHEMERAL}})
            self._deferred = _MESSAGE_LATER

    async def say(self, reply: Reply | None) -> None:
        """Show the reply: a form, in the place of the message that was used, or as a message of its own.

        Without one, the button stops waiting.
        """
        if reply is None:
            await self._say_nothing()
            return
        if reply.form is not None and self.may_show_form:
            await self._call_back({"type": _MODAL, "data": forms.modal(reply.form)})
            return
        body = render.reply_message(reply)
        if self._deferred == _MESSAGE_LATER:
            await self._replace(body)
        elif self._replaces(reply):
            await self._update(body | {"embeds": []})
        elif self._deferred:
            await self._follow_up(body)
        else:
            await self._call_back({"type": _MESSAGE, "data": body})

    async def _say_nothing(self) -> None:
        if not self._deferred:
            await self._call_back({"type": _UPDATE_LATER})

    async def offer(self, choices: Sequence[str]) -> None:
        """Offer what the option that is being typed may become."""
        fitting = [one for one in dict.fromkeys(choices) if 1 <= len(one) <= _CHOICE][:_MOST_CHOICES]
        offered = [{"name": one, "value": one} for one in fitting]
        await self._call_back({"type": _CHOICES, "data": {"choices": offered}})

    def _replaces(self, reply: Reply) -> bool:
        """Return whether the reply takes the place of the message that was used: a private one of a private one."""
        used = self._interaction.message
        return reply.is_update and used is not None and (used.flags.ephemeral or not reply.private)

    async def _update(self, body: dict[str, Any]) -> None:
        if self._deferred:
            await self._replace(body)
        else:
            await self._call_back({"type": _UPDATE, "data": _changing(body)})

    async def _replace(self, body: dict[str, Any]) -> None:
        await self._webhook("PATCH", _ORIGINAL, _changing(body))

    async def _follow_up(self, body: dict[str, Any]) -> None:
        await self._webhook("POST", _FOLLOW_UP, body)

    async def _webhook(self, method: str, path: str, body: dict[str, Any]) -> None:
        application, token = self._interaction.application_id, self._interaction.token
        await self._wire.call(method, path, webhook_id=application, webhook_token=token, json=body)

    async def _call_back(self, response: dict[str, Any]) -> None:
        question = self._interaction
        await self._wire.call(
            "POST", _CALLBACK, interaction_id=question.id, webhook_token=question.token, json=response
        )


def _changing(body: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in body.items() if name not in _NEW_ALONE}

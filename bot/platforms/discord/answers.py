"""Answers interactions within the three seconds that Discord gives."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import structlog
from discord import InteractionType

from bot.core.errors import PlatformError
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Reply, Span
from bot.platforms.discord.exchange import Exchange
from bot.platforms.discord.questions import ask, complete, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import Client, Interaction

    from bot.core.ports.readers import Desk
    from bot.platforms.discord.wire import Wire

_log = structlog.get_logger()

_AT_ONCE: Final = 1.5  # seconds; the rest of Discord's three is for the way there and back
_WHILE_TYPING: Final = 2.0  # seconds; later nobody waits for choices any more


class Answers:
    """Brings interactions to the desk and its replies back. One that fails is logged and apologised for."""

    def __init__(self, wire: Wire, desk: Desk) -> None:
        self._wire = wire
        self._desk = desk

    async def answer(self, interaction: Interaction[Client]) -> None:
        """Answer directly where the desk is quick; else say that the answer is coming, and let it follow."""
        exchange = Exchange(self._wire, interaction)
        if interaction.type is InteractionType.autocomplete:
            await self._complete(exchange, interaction)
            return
        try:
            await exchange.say(await self._reply(exchange, interaction))
        except Exception as failure:  # noqa: BLE001 -- whatever it is, this one question is all it costs
            _log.warning("discord.answer_lost", why=str(failure) or repr(failure))
            with suppress(PlatformError):
                await exchange.say(_apology(interaction))

    async def _reply(self, exchange: Exchange, interaction: Interaction[Client]) -> Reply | None:
        """Return the desk's reply; one that only a form can give comes too late after a deferral."""
        async with asyncio.TaskGroup() as group:
            asked = group.create_task(self._ask(interaction))
            await asyncio.wait({asked}, timeout=_AT_ONCE)
            if not asked.done():
                await exchange.defer()
        reply = asked.result()
        return reply if reply is None or reply.form is None or exchange.may_show_form else _apology(interaction)

    async def _ask(self, interaction: Interaction[Client]) -> Reply | None:
        try:
            return await ask(self._desk, interaction)
        except Exception:  # noqa: BLE001 -- one bad question stays one bad question
            _log.exception("discord.question_failed")
            return _apology(interaction)

    async def _complete(self, exchange: Exchange, interaction: Interaction[Client]) -> None:
        """Offer choices while somebody types; where that fails or comes too late they type on, and nothing is lost."""
        choices: Sequence[str] = ()
        try:
            async with asyncio.timeout(_WHILE_TYPING):
                choices = await complete(self._desk, interaction)
        except Exception as failure:  # noqa: BLE001 -- see above
            _log.debug("discord.completion_missed", why=str(failure) or repr(failure))
        try:
            await exchange.offer(choices)
        except PlatformError as failure:
            _log.debug("discord.completion_late", why=str(failure))


def _apology(interaction: Interaction[Client]) -> Reply:
    sentence = phrases_in(language_of(interaction)).unavailable
    return Reply(lines=((Span(sentence),),), private=True)

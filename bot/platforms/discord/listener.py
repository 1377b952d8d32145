"""Discord as readers use it: slash commands and what stands under messages, over the gateway."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.platforms.discord.answers import Answers
from bot.platforms.discord.commands import publish
from bot.platforms.discord.gateway import hold_session
from bot.platforms.discord.greeting import greet
from bot.platforms.discord.membership import Membership
from bot.platforms.discord.persistence import persist

if TYPE_CHECKING:
    from discord import Client, Guild, Interaction

    from bot.core.ports.readers import Desk
    from bot.platforms.discord.membership import OnMembership
    from bot.platforms.discord.places import Places
    from bot.platforms.discord.wire import Wire


class DiscordListener:
    """Publishes the commands and answers them. The gateway needs the token, every answer goes over the wire.

    While it listens, `places` knows what the bot may do where, and `on_membership` is told the channel, whether the bot
    may write there from now on, and why, whenever that may have changed. Discord can't keep a command to one channel:
    what is for operators is registered where there is an admin chat at all, and shown to those who run their server.
    """

    def __init__(
        self,
        wire: Wire,
        token: str,
        places: Places,
        on_membership: OnMembership | None = None,
        *,
        has_admin_chat: bool = False,
    ) -> None:
        self._wire = wire
        self._token = token
        self._places = places
        self._has_admin_chat = has_admin_chat
        self._membership = Membership(places, on_membership)

    @property
    def is_shared(self) -> bool:
        """Return whether every process may listen at once: each would get every command."""
        return False

    async def listen(self, desk: Desk) -> None:
        """Listen until cancelled; raises `Unauthorized` where the token is refused, and retries all else."""
        commands = [one for one in desk.commands if self._has_admin_chat or not one.for_operators]
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(persist("commands", partial(publish, self._wire, commands)))
                take = partial(_start_answer, group, Answers(self._wire, desk))
                welcome = partial(_start_greeting, group, self._wire, desk)
                session = partial(hold_session, self._token, take, welcome, self._places, self._membership)
                group.create_task(persist("gateway", session))
                group.create_task(persist("membership", self._membership.run))
        except ExceptionGroup as refusals:  # of `Unauthorized` alone: the tasks retry or answer for everything else
            raise refusals.exceptions[0] from None


def _start_answer(group: asyncio.TaskGroup, answers: Answers, interaction: Interaction[Client]) -> None:
    group.create_task(answers.answer(interaction))


def _start_greeting(group: asyncio.TaskGroup, wire: Wire, desk: Desk, guild: Guild) -> None:
    group.create_task(greet(wire, desk, guild))

"""Answers a question that has been understood: sees whether the asker may, and that nothing that fails goes further."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.delivery import Kind
from bot.core.errors import StoreError
from bot.core.phrases import phrases_in
from handlers.declined import Declined
from handlers.failures import report
from handlers.marks import shortened, without_long
from handlers.registry import PRESSED, answers, by_word
from handlers.replies import is_shared, said

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Asker, Command, Query, Reply
    from handlers.registry import Resources


class Service:
    """Finds commands and their answers. What is for operators exists in admin chats alone."""

    def __init__(self, resources: Resources) -> None:
        self._answers = answers(resources)
        self._by_word = by_word()
        self._pressed = {command.name: command for command in PRESSED}
        self._is_admin_chat = resources.is_admin_chat
        self._rights = resources.rights
        self._roster = resources.roster
        self._bookmarks = resources.bookmarks

    async def command(self, word: str, asker: Asker, *, is_pressed: bool = False) -> Command | None:
        """Return the command that the word calls in the asker's channel; some are there for buttons alone."""
        command = self._by_word.get(word) or (self._pressed.get(word) if is_pressed else None)
        if command and command.platforms and asker.channel.platform not in command.platforms:
            return None
        if command is None or not command.for_operators or await self._is_admin_chat(asker.channel.id):
            return command
        return None

    def words(self, asker: Asker) -> list[str]:
        """Return every word that calls a command for readers on the asker's platform."""
        there = asker.channel.platform
        return [
            word
            for word, command in self._by_word.items()
            if not command.for_operators and (command.platforms is None or there in command.platforms)
        ]

    async def answer(self, command: Command, query: Query, address: str = "") -> Reply:
        """Answer a question that is certainly for us: why not, where it cannot be answered.

        It is about the channel of the `address`, where there is one.
        """
        try:
            return await self.attempt(command, query, address)
        except Declined as declined:
            return await self._fitting(declined.reply, query.asker)

    async def attempt(self, command: Command, query: Query, address: str = "") -> Reply:
        """Return the command's answer; raise `Declined`, with an apology where something failed."""
        try:
            query = replace(query, about=await self._about(address, query.asker))
            await self._permit(command, query)
            return await self._fitting(await self._answers[command.name](query), query.asker)
        except Declined:
            raise
        except Exception as failure:
            # Whatever fails, the reader is told and the desk stays open.
            report(failure, command.name, query.asker)
            raise Declined(said(phrases_in(query.asker.language).unavailable, to=query.asker)) from failure

    async def _about(self, address: str, asker: Asker) -> Channel | None:
        """Return the channel of this address, None where that is the one that was asked in.

        Raises `Declined` where there is none, and where it is somebody's private chat.
        """
        if not address or address == asker.channel.address:
            return None
        known = await self._roster.get(f"{asker.channel.platform}:{address}")
        found = known or await self._rights.find(address, asker)
        if found is None or found.kind is Kind.PRIVATE:
            raise Declined(said(phrases_in(asker.language).button_forgotten, to=asker))
        return found

    async def _fitting(self, reply: Reply, asker: Asker) -> Reply:
        """Return the reply with no question longer than a button has room for."""
        try:
            return await shortened(reply, self._bookmarks, f"{asker.channel.platform}:{asker.user}")
        except StoreError:
            return without_long(reply)

    async def _permit(self, command: Command, query: Query) -> None:
        """Raise `Declined` where only those may ask who manage the channel that it is about, and the asker does not.

        A private chat is its reader's own. Whatever is asked about a channel from elsewhere is for its managers: an
        altered app can press what it was never shown.
        """
        asker = query.asker
        if query.about is None and not (command.for_managers and is_shared(asker)):
            return
        if not await self._rights.manages(asker, query.channel):
            raise Declined(said(phrases_in(asker.language).only_managers, to=asker))

"""Answers a question that has been understood: sees whether the asker may, and that nothing that fails goes further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from handlers.commands import PRESSED, answers, by_word
from handlers.declined import Declined
from handlers.failures import report
from handlers.replies import is_shared, said

if TYPE_CHECKING:
    from bot.core.conversation import Asker, Command, Query, Reply
    from handlers.commands import Resources


class Service:
    """Finds commands and their answers. What is for operators exists in admin chats alone."""

    def __init__(self, resources: Resources) -> None:
        self._answers = answers(resources)
        self._by_word = by_word()
        self._pressed = {command.name: command for command in PRESSED}
        self._is_admin_chat = resources.is_admin_chat
        self._rights = resources.rights

    async def command(self, word: str, asker: Asker, *, is_pressed: bool = False) -> Command | None:
        """Return the command that the word calls in the asker's channel; some are there for buttons alone."""
        command = self._by_word.get(word) or (self._pressed.get(word) if is_pressed else None)
        if command and command.platforms and asker.channel.platform not in command.platforms:
            return None
        if command is None or not command.for_operators or await self._is_admin_chat(asker.channel.id):
            return command
        return None

    @property
    def words(self) -> list[str]:
        """Return every word that calls a command for readers."""
        return [word for word, command in self._by_word.items() if not command.for_operators]

    async def answer(self, command: Command, query: Query) -> Reply:
        """Answer a question that is certainly for us: why not, where it cannot be answered."""
        try:
            return await self.attempt(command, query)
        except Declined as declined:
            return declined.reply

    async def attempt(self, command: Command, query: Query) -> Reply:
        """Return the command's answer; raise `Declined`, with an apology where something failed."""
        try:
            if command.for_managers:
                await self._permit(query)
            return await self._answers[command.name](query)
        except Declined:
            raise
        except Exception as failure:
            # Whatever fails, the reader is told and the desk stays open.
            report(failure, command, query.asker)
            raise Declined(said(phrases_in(query.asker.language).unavailable, to=query.asker)) from failure

    async def _permit(self, query: Query) -> None:
        """Raise `Declined` where the asker does not manage the channel that the question is about.

        A private chat is its reader's own, but not what is looked after from there.
        """
        asker = query.asker
        if query.about is None and not is_shared(asker):
            return
        if not await self._rights.manages(asker, query.channel):
            raise Declined(said(phrases_in(asker.language).only_managers, to=asker))

"""Where readers ask: finds the command in what they wrote, sees whether they may, and brings back the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Query, Reply
from bot.core.phrases import phrases_in
from handlers.allowance import Allowance, Verdict
from handlers.categories import catalogue
from handlers.commands import COMMANDS, answers, by_word
from handlers.declined import Declined
from handlers.failures import report
from handlers.greeting import greet
from handlers.replies import clipped, is_shared, said
from handlers.typed import bind, clean, fold, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.conversation import Asker, Command
    from bot.core.model import Post
    from handlers.commands import Resources
    from handlers.typed import Line

_LONGEST_NAME = 32  # graphemes of an unknown command that are shown again: no command is longer


class CommandDesk:
    """Answers the commands of `handlers.commands`, typed or called, on any platform.

    What is for operators exists in admin chats alone.
    """

    def __init__(self, resources: Resources, allowance: Allowance | None = None) -> None:
        self.commands = COMMANDS
        self._answers = answers(resources)
        self._by_word = by_word()
        self._is_admin_chat = resources.is_admin_chat
        self._rights = resources.rights
        self._archive = resources.archive
        self._roster = resources.roster
        self._greetings = resources.greetings
        self._clock = resources.clock
        self._allowance = Allowance() if allowance is None else allowance

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Answer a line of text; None where it is not for us, and to a reader who asks too often."""
        line = split(text)
        command = await self._command(line.word, asker)
        if is_shared(asker) and not (command and line.is_slashed):
            return await self._overheard(command, line, asker) if command else None
        if not line.word:
            return None
        verdict = self._verdict(asker)
        if verdict is not Verdict.GRANTED:
            return _too_fast(asker) if verdict is Verdict.WARNED else None
        if command is None:
            return _stray(line, asker)
        return await self._answer(command, bind(command, line.words)[0], asker)

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer a command the platform has parsed already; a platform that waits for an answer always gets one."""
        if self._verdict(asker) is not Verdict.GRANTED:
            return _too_fast(asker)
        command = await self._command(name, asker)
        if command is None:
            return _unknown(name, asker)
        return await self._answer(command, _cleaned(arguments), asker)

    async def pressed(
        self, press: str, asker: Asker, *, chosen: Sequence[str] | None = None, text: str | None = None
    ) -> Reply:
        """Answer a button, a menu with what is `chosen` in it, or a form with the `text` that it was filled in with."""
        line = split(press)
        command = await self._command(line.word, asker)
        if self._verdict(asker) is not Verdict.GRANTED:
            return _too_fast(asker)
        if command is None:
            return _unknown(line.word, asker)
        words = [*line.words, *(chosen or ()), *(text or "").split()]
        return await self._answer(command, bind(command, words)[0], asker)

    async def suggested(self, words: str, asker: Asker) -> Sequence[Post]:
        """Return the newest stories that match, or of all where nothing is asked: at most 50, for them to pass on."""
        return () if clean(words) or self._verdict(asker) is not Verdict.GRANTED else await self._archive.latest(50)

    async def completed(self, name: str, parameter: str, begun: str, asker: Asker) -> Sequence[str]:  # noqa: ARG002
        """Return what an argument may become that was begun: at most 25, the likeliest first."""
        names = (await catalogue(self._archive)).names
        return [one for one in names if fold(one).startswith(fold(begun))][:25]

    async def joined(self, asker: Asker) -> Reply | None:
        """Return what the bot says where the asker has just let it in; None where it has been there before."""
        return await greet(asker, self._roster, self._rights, self._greetings)

    async def _command(self, word: str, asker: Asker) -> Command | None:
        """Return the command that the word calls in the asker's channel."""
        command = self._by_word.get(word)
        if command is None or not command.for_operators or await self._is_admin_chat(asker.channel.id):
            return command
        return None

    async def _overheard(self, command: Command, line: Line, asker: Asker) -> Reply | None:
        """Answer a line of a group's talk only where the whole of it is a question that can be answered."""
        arguments, surplus = bind(command, line.words)
        if surplus or command.needs_slash or self._verdict(asker) is not Verdict.GRANTED:
            return None
        try:
            return await self._attempt(command, arguments, asker)
        except Declined:
            return None

    async def _answer(self, command: Command, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer a question that is certainly for us: why not, where it cannot be answered."""
        try:
            return await self._attempt(command, arguments, asker)
        except Declined as declined:
            return declined.reply

    async def _attempt(self, command: Command, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Return the command's answer; raise `Declined`, with an apology where something failed."""
        try:
            if command.for_managers:
                await self._permit(asker)
            return await self._answers[command.name](Query(command.name, asker, arguments))
        except Declined:
            raise
        except Exception as failure:
            # Whatever fails, the reader is told and the desk stays open.
            report(failure, command, asker)
            raise Declined(said(phrases_in(asker.language).unavailable, to=asker)) from failure

    async def _permit(self, asker: Asker) -> None:
        """Raise `Declined` where others read along and the asker does not manage the channel."""
        if not is_shared(asker):
            return
        is_manager = await self._rights.manages(asker, asker.channel)
        if not is_manager:
            raise Declined(said(phrases_in(asker.language).only_managers, to=asker))

    def _verdict(self, asker: Asker) -> Verdict:
        """Say whether the reader may ask now; posts of a channel itself have no author and count for the channel."""
        reader = f"{asker.channel.platform}:{asker.user or asker.channel.id}"
        return self._allowance.take(reader, self._clock().timestamp())


def _cleaned(arguments: Mapping[str, str]) -> Mapping[str, str]:
    """Return the arguments as if they had been typed, without empty ones."""
    return {name: text for name, value in arguments.items() if (text := clean(value))}


def _stray(line: Line, asker: Asker) -> Reply:
    """Return the way to /help for a line of a private chat that is no command."""
    return _unknown(line.word, asker) if line.is_slashed else said(phrases_in(asker.language).not_understood, to=asker)


def _unknown(name: str, asker: Asker) -> Reply:
    """Return that there is no such command."""
    return said(phrases_in(asker.language).unknown_command(clipped(name, _LONGEST_NAME)), to=asker)


def _too_fast(asker: Asker) -> Reply:
    """Return the note to a reader who asks too often."""
    return said(phrases_in(asker.language).too_fast, to=asker)

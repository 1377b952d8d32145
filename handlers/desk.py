"""Where readers ask: finds the command in what they wrote or pressed, and brings back the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.conversation import Query, Reply
from bot.core.delivery import Kind
from bot.core.errors import StoreError
from bot.core.phrases import phrases_in
from handlers.allowance import Allowance, Verdict
from handlers.categories import catalogue
from handlers.commands import COMMANDS
from handlers.declined import Declined
from handlers.greeting import greet
from handlers.press import press_of
from handlers.replies import is_shared, said
from handlers.service import Service
from handlers.strays import stray, unknown
from handlers.typed import bind, clean, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.conversation import Asker, Command
    from bot.core.delivery import Channel
    from bot.core.model import Post
    from handlers.commands import Resources
    from handlers.press import Press
    from handlers.typed import Line

SUGGESTED: Final = 50
COMPLETED: Final = 25


class CommandDesk:
    """Answers the commands of `handlers.commands`, typed, called or pressed, on any platform.

    What programs ask while somebody types has an allowance of its own: it comes with every letter.
    """

    def __init__(self, resources: Resources, allowance: Allowance | None = None) -> None:
        self.commands = COMMANDS
        self._service = Service(resources)
        self._archive = resources.archive
        self._search = resources.search
        self._roster = resources.roster
        self._rights = resources.rights
        self._greetings = resources.greetings
        self._clock = resources.clock
        self._allowance = Allowance() if allowance is None else allowance
        self._typing = Allowance(burst=40)

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Answer a line of text; None where it is not for us, and to a reader who asks too often."""
        line = split(text)
        command = await self._service.command(line.word, asker)
        if is_shared(asker) and not (command and line.is_slashed):
            return await self._overheard(command, line, asker) if command else None
        if not line.word:
            return None
        verdict = self._verdict(asker)
        asker = await self._speaking(asker)
        if verdict is not Verdict.GRANTED:
            return _too_fast(asker) if verdict is Verdict.WARNED else None
        if command is None:
            return stray(line, self._service.words, asker)
        return await self._service.answer(command, Query(command.name, asker, bind(command, line.words)[0]))

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer a command the platform has parsed already; a platform that waits for an answer always gets one."""
        verdict, asker = self._verdict(asker), await self._speaking(asker)
        if verdict is not Verdict.GRANTED:
            return _too_fast(asker)
        command = await self._service.command(name, asker)
        if command is None:
            return unknown(name, self._service.words, asker)
        return await self._service.answer(command, Query(command.name, asker, _cleaned(arguments)))

    async def pressed(
        self, press: str, asker: Asker, *, chosen: Sequence[str] | None = None, text: str | None = None
    ) -> Reply | None:
        """Answer a button, a menu with what is `chosen` in it, or a form with the `text` that it was filled in with.

        None to a reader who presses too often and was told so.
        """
        verdict, asker, asked = self._verdict(asker), await self._speaking(asker), press_of(press)
        if verdict is not Verdict.GRANTED:
            return _too_fast(asker) if verdict is Verdict.WARNED else None
        command = await self._service.command(asked.name, asker, is_pressed=True)
        if command is None:
            return said(phrases_in(asker.language).button_forgotten, to=asker)
        try:
            query = await self._query(command, asked, asker)
        except Declined as declined:
            return declined.reply
        answers = replace(query, chosen=None if chosen is None else tuple(chosen), text=text, is_pressed=True)
        return await self._service.answer(command, answers)

    async def suggested(self, words: str, asker: Asker) -> Sequence[Post]:
        """Return the newest stories that match, or of all where nothing is asked: at most 50, for them to pass on."""
        if self._verdict(asker, self._typing) is not Verdict.GRANTED:
            return ()
        sought = clean(words)
        return (await self._search.find(sought, SUGGESTED)).posts if sought else await self._archive.latest(SUGGESTED)

    async def completed(self, name: str, parameter: str, begun: str, asker: Asker) -> Sequence[str]:  # noqa: ARG002 - only categories are completed
        """Return what an argument may become that was begun: at most 25, the likeliest first."""
        if self._verdict(asker, self._typing) is not Verdict.GRANTED:
            return ()
        return (await catalogue(self._archive)).like(begun)[:COMPLETED]

    async def joined(self, asker: Asker) -> Reply | None:
        """Return what the bot says where the asker has just let it in; None where it has been there before."""
        return await greet(asker, self._roster, self._rights, self._greetings)

    async def _overheard(self, command: Command, line: Line, asker: Asker) -> Reply | None:
        """Answer a line of a group's talk only where the whole of it is a question that can be answered."""
        arguments, surplus = bind(command, line.words)
        if surplus or command.needs_slash or self._verdict(asker) is not Verdict.GRANTED:
            return None
        try:
            return await self._service.attempt(command, Query(command.name, await self._speaking(asker), arguments))
        except Declined:
            return None

    async def _query(self, command: Command, asked: Press, asker: Asker) -> Query:
        """Return what a button asks; raise `Declined` where the channel that it is about is no more."""
        about = await self._about(asked.address, asker) if asked.address else None
        return Query(command.name, asker, bind(command, asked.words)[0], about=about)

    async def _about(self, address: str, asker: Asker) -> Channel | None:
        """Return the channel of this address, None where that is the one that was pressed in."""
        if address == asker.channel.address:
            return None
        known = await self._roster.get(f"{asker.channel.platform}:{address}")
        found = known or await self._rights.find(address, asker)
        if found is None or found.kind is Kind.PRIVATE:
            raise Declined(said(phrases_in(asker.language).button_forgotten, to=asker))
        return found

    async def _speaking(self, asker: Asker) -> Asker:
        """Return the asker with the language that their channel has chosen, where it has chosen one."""
        try:
            channel = await self._roster.get(asker.channel.id)
        except StoreError:  # the answer says so, in the language of their app
            return asker
        is_chosen = channel is not None and channel.has_chosen_language
        return replace(asker, language=channel.language) if channel and is_chosen else asker

    def _verdict(self, asker: Asker, allowance: Allowance | None = None) -> Verdict:
        """Say whether the reader may ask now; posts of a channel itself have no author and count for the channel."""
        reader = f"{asker.channel.platform}:{asker.user or asker.channel.id}"
        kept = self._allowance if allowance is None else allowance  # an empty one is false
        return kept.take(reader, self._clock().timestamp())


def _cleaned(arguments: Mapping[str, str]) -> Mapping[str, str]:
    """Return the arguments as if they had been typed, without empty ones."""
    return {name: text for name, value in arguments.items() if (text := clean(value))}


def _too_fast(asker: Asker) -> Reply:
    """Return the note to a reader who asks too often."""
    return said(phrases_in(asker.language).too_fast, to=asker)

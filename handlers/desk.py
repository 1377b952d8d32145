"""Where readers ask: finds the command in what they wrote or pressed, and brings back the answer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from bot.core.errors import StoreError
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Query, Reply
from handlers.allowance import Allowance, Verdict
from handlers.declined import Declined
from handlers.failures import report
from handlers.greeting import greet
from handlers.marks import recalled
from handlers.offers import completions, stories
from handlers.press import press_of
from handlers.registry import COMMANDS
from handlers.replies import is_shared, said
from handlers.service import Service
from handlers.strays import stray, unknown
from handlers.typed import bind, composed, listed, split

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.core.post import Post
    from bot.core.readers.conversation import Asker, Command
    from handlers.registry import Resources
    from handlers.typed import Line

FILLED_IN: Final = 4_000
"""Characters of a form that are looked at: Discord's longest field (doc)."""

_Offer = TypeVar("_Offer")


class CommandDesk:
    """Answers the commands of `handlers.registry`, typed, called or pressed, on any platform.

    Each way of asking has an allowance of its own: who turns many pages may still ask for something else, and what
    programs ask while somebody types comes with every letter.
    """

    def __init__(self, resources: Resources, allowance: Allowance | None = None) -> None:
        self.commands = COMMANDS
        self._service = Service(resources)
        self._archive = resources.archive
        self._search = resources.search
        self._roster = resources.roster
        self._rights = resources.rights
        self._greetings = resources.greetings
        self._bookmarks = resources.bookmarks
        self._clock = resources.clock
        self._allowance = Allowance() if allowance is None else allowance
        self._pressing = Allowance(burst=20) if allowance is None else allowance
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
            return stray(line, self._service.words(asker), asker)
        words = listed(text) if command.takes_list else line.words
        return await self._service.answer(command, Query(command.name, asker, bind(command, words)[0]))

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer a command the platform has parsed already; a platform that waits for an answer always gets one."""
        verdict, asker = self._verdict(asker), await self._speaking(asker)
        if verdict is not Verdict.GRANTED:
            return _too_fast(asker)
        command = await self._service.command(name, asker)
        if command is None:
            return unknown(name, self._service.words(asker), asker)
        return await self._service.answer(command, Query(command.name, asker, _cleaned(arguments)))

    async def pressed(
        self,
        press: str,
        asker: Asker,
        *,
        chosen: Sequence[str] | None = None,
        before: Sequence[str] | None = None,
        text: str | None = None,
    ) -> Reply | None:
        """Answer a button, a menu with what is `chosen` in it, or a form with the `text` that it was filled in with.

        `before` is what was chosen in the menu as the reader saw it. None to a reader who presses too often and was
        told so.
        """
        verdict, asker = self._verdict(asker, self._pressing), await self._speaking(asker)
        if verdict is not Verdict.GRANTED:
            return _too_fast(asker) if verdict is Verdict.WARNED else None
        try:
            asked = press_of(await recalled(press, self._bookmarks))
        except StoreError as failure:
            report(failure, "", asker)
            return said(phrases_in(asker.language).unavailable, to=asker)
        command = await self._service.command(asked.name, asker, is_pressed=True)
        if command is None:
            return said(phrases_in(asker.language).button_forgotten, to=asker)
        query = Query(
            command.name,
            asker,
            bind(command, asked.words)[0],
            chosen=None if chosen is None else tuple(chosen),
            before=None if before is None else tuple(before),
            text=None if text is None else text[:FILLED_IN],
            is_pressed=True,
        )
        return await self._service.answer(command, query, asked.address)

    async def suggested(self, words: str, asker: Asker) -> Sequence[Post]:
        """Return the newest stories that match, or of all where nothing is asked: at most 50, for them to pass on."""
        return await self._offered(asker, partial(stories, words, self._archive, self._search))

    async def completed(self, name: str, parameter: str, begun: str, asker: Asker) -> Sequence[str]:
        """Return what an argument may become that was begun: at most 25, the likeliest first."""
        command = await self._service.command(name, asker)
        return await self._offered(asker, partial(completions, command, parameter, begun, self._archive))

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

    async def _offered(self, asker: Asker, offer: Callable[[], Awaitable[Sequence[_Offer]]]) -> Sequence[_Offer]:
        """Return what is offered while somebody types: nothing where that is too often, or fails."""
        if self._verdict(asker, self._typing) is not Verdict.GRANTED:
            return ()
        try:
            return await offer()
        except Exception as failure:  # noqa: BLE001 - a list that stays empty is all that it costs
            report(failure, "", asker)
            return ()

    async def _speaking(self, asker: Asker) -> Asker:
        """Return the asker with the language that their channel has chosen, where it has chosen one.

        Who speaks in the name of the channel or group has no app that says any: with them what is spoken there anyway.
        """
        try:
            channel = await self._roster.get(asker.channel.id)
        except StoreError:  # the answer says so, in the language of their app
            return asker
        is_nameless = is_shared(asker) and asker.user == asker.channel.address.partition("/")[0]
        is_theirs = channel is not None and (channel.has_chosen_language or is_nameless)
        return replace(asker, language=channel.language) if channel and is_theirs else asker

    def _verdict(self, asker: Asker, allowance: Allowance | None = None) -> Verdict:
        """Say whether the reader may ask now; posts of a channel itself have no author and count for the channel."""
        reader = f"{asker.channel.platform}:{asker.user or asker.channel.id}"
        kept = self._allowance if allowance is None else allowance  # an empty one is false
        return kept.take(reader, self._clock().timestamp())


def _cleaned(arguments: Mapping[str, str]) -> Mapping[str, str]:
    """Return the arguments as if they had been typed, without empty ones."""
    return {name: text for name, value in arguments.items() if (text := composed(value))}


def _too_fast(asker: Asker) -> Reply:
    """Return the note to a reader who asks too often."""
    return said(phrases_in(asker.language).too_fast, to=asker)

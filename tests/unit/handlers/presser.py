"""Presses the buttons, menus and forms of replies, as the desk brings them to the handlers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.delivery import Kind
from bot.core.readers.conversation import Query
from handlers.declined import Declined
from handlers.registry import COMMANDS, answers
from handlers.typed import bind
from tests.unit.handlers.shelves import Chat, resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Reply


class Presser:
    """A reader with a finger on the buttons of a chat."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self._answers = answers(resources(chat))
        self._commands = {command.name: command for command in COMMANDS}

    async def press(
        self,
        press: str,
        *,
        chosen: Sequence[str] | None = None,
        before: Sequence[str] | None = None,
        text: str | None = None,
    ) -> Reply:
        """Ask what a button asks, with what is chosen or filled in; a question that is declined has its reply."""
        head, *words = press.removeprefix("/").split()
        name, _, address = head.partition("@")
        query = Query(
            name,
            self.chat.asker,
            bind(self._commands[name], words)[0],
            about=self._channel(address) if address else None,
            chosen=None if chosen is None else tuple(chosen),
            before=None if before is None else tuple(before),
            text=text,
            is_pressed=True,
        )
        try:
            return await self._answers[name](query)
        except Declined as declined:
            return declined.reply

    def _channel(self, address: str) -> Channel:
        return replace(self.chat.asker.channel, address=address, kind=Kind.BROADCAST, title="속보 채널")


def all_presses(reply: Reply) -> Iterator[str]:
    """Yield everything a reply's buttons and menus can ask where a platform has buttons alone."""
    yield from (button.press for row in reply.buttons for button in row if not button.url)
    yield from (
        f"{menu.toggle} {option.value} {'off' if option.is_chosen else 'on'}"
        for menu in reply.menus
        for option in menu.options
    )

"""Reads out of a chat that somebody chose below their field what it was chosen for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.platforms.telegram.keyboards import request_of
from bot.platforms.telegram.questions import Question, asker_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Message

    from bot.core.readers.conversation import Command

_TITLE = 128


def picked_in(message: Message, commands: Iterable[Command]) -> Question | None:
    """Return the question that the choice asks: the picker's press with the address of what was chosen.

    Which press a request's number stands for is found among the commands, and so survives a restart: `/connect@` and
    `/connect `. Anything else asks nothing.
    """
    shared = message.chat_shared
    if shared is None:
        return None
    presses = (f"/{command.name}{ends_with}" for command in commands for ends_with in ("@", " "))
    found = (
        one for one in presses if shared.request_id in {request_of(one, is_channel=is_so) for is_so in (True, False)}
    )
    press = next(found, None)
    if press is None:
        return None
    title = (shared.title or str(shared.chat_id))[:_TITLE]
    return Question(f"{press}{shared.chat_id}", asker_of(message), picked=title)

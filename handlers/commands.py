"""The commands there are: menus, slash commands and `/help` are all made from this one list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from handlers import drop, held, latest, release, start, subscribe, unsubscribe
from handlers import help as help_screen
from handlers.typed import fold

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.core.conversation import Command, Query, Reply
    from bot.core.operator_ports import Held
    from bot.core.reader_ports import Archive, Roster

    Answer: TypeAlias = Callable[[Query], Awaitable[Reply]]
    Clock: TypeAlias = Callable[[], datetime]
    IsAdminChat: TypeAlias = Callable[[str], Awaitable[bool]]

COMMANDS: tuple[Command, ...] = (
    start.COMMAND,
    latest.COMMAND,
    subscribe.COMMAND,
    unsubscribe.COMMAND,
    help_screen.COMMAND,
    held.COMMAND,
    release.COMMAND,
    drop.COMMAND,
)


def answers(
    archive: Archive, roster: Roster, posts_held: Held, is_admin_chat: IsAdminChat, clock: Clock
) -> Mapping[str, Answer]:
    """Return who answers each command, by its name, with just the ports it needs."""
    return {
        start.COMMAND.name: partial(start.answer, roster=roster),
        latest.COMMAND.name: partial(latest.answer, archive=archive),
        subscribe.COMMAND.name: lambda query: subscribe.answer(query, archive, roster, clock()),
        unsubscribe.COMMAND.name: partial(unsubscribe.answer, archive=archive, roster=roster),
        help_screen.COMMAND.name: partial(help_screen.answer, commands=COMMANDS, is_admin_chat=is_admin_chat),
        held.COMMAND.name: partial(held.answer, held=posts_held),
        release.COMMAND.name: partial(release.answer, held=posts_held),
        drop.COMMAND.name: partial(drop.answer, held=posts_held),
    }


def by_word() -> Mapping[str, Command]:
    """Return the commands by every word that calls them, folded: their names and their aliases in any language."""
    return {fold(word): command for command in COMMANDS for word in (command.name, *command.names.values())}

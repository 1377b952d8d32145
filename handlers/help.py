"""`/help`: one screen of what can be asked, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Command, Reply, Span
from bot.core.phrases import phrases_in
from handlers.replies import heading, is_shared, plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.conversation import Line, Query
    from bot.core.delivery import Language

COMMAND = Command(
    "help",
    words=lambda phrases: phrases.words.help,
)


async def answer(query: Query, commands: Sequence[Command], is_admin_chat: Callable[[str], Awaitable[bool]]) -> Reply:
    """Show the commands the asker may use, in their language."""
    asker = query.asker
    is_for_operators = await is_admin_chat(asker.channel.id)
    phrases = phrases_in(asker.language)
    is_barred = is_shared(asker) and asker.manages is False
    there = (each for each in commands if is_for_operators or not each.for_operators)
    shown = (_line(each, asker.language) for each in there if not (each.for_managers and is_barred))
    # Only a private chat is sure to bring us what begins without a slash.
    words = () if is_shared(asker) else (plain(phrases.help_words),)
    return Reply((heading(phrases.help_title), *shown, *words), private=is_shared(asker))


def _line(command: Command, language: Language) -> Line:
    """Return `/latest (최신) [개수] – what it does`; the slash word is plain text, which Telegram makes a link."""
    phrases = phrases_in(language)
    words = command.words(phrases)
    parameters = "".join(f" [{parameter.words(phrases).name}]" for parameter in command.shown)
    alias = "" if words.name == command.name else f" ({words.name})"
    return (Span(f"/{command.name}{alias}{parameters} – {words.help}"),)

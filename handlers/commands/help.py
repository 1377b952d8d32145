"""`/help`: one screen of what can be asked, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.delivery import Platform
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Reply, Span
from handlers.replies import heading, is_shared, plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.readers.conversation import Asker, Line, Query

COMMAND = Command(
    "help",
    words=lambda phrases: phrases.words.help,
)


READING: Final = ("latest", "breaking", "today", "search", "categories")
SUBSCRIBING: Final = ("subscribe", "unsubscribe", "keywords", "settings", "mute", "mention", "connect")


async def answer(query: Query, commands: Sequence[Command], is_admin_chat: Callable[[str], Awaitable[bool]]) -> Reply:
    """Show the commands the asker may use, in their language, those of one theme together."""
    asker = query.asker
    is_for_operators = await is_admin_chat(asker.channel.id)
    phrases = phrases_in(asker.language)
    there = [
        each
        for each in commands
        if (is_for_operators or not each.for_operators)
        and not (each.for_managers and is_shared(asker) and asker.manages is False)
        and (each.platforms is None or asker.channel.platform in each.platforms)
    ]
    themes = ((phrases.help_reading, READING), (phrases.help_subscribing, SUBSCRIBING))
    themed = {name for _, names in themes for name in names}
    parts = [(title, [each for each in there if each.name in names]) for title, names in themes]
    parts.append((phrases.help_here, [each for each in there if each.name not in themed]))
    shown = [line for title, some in parts if some for line in (heading(title), *(_line(each, asker) for each in some))]
    # Only Telegram's private chats are sure to bring us what begins without a slash.
    is_heard = asker.channel.platform is Platform.TELEGRAM and not is_shared(asker)
    words = (plain(phrases.help_words),) if is_heard else ()
    return Reply((*shown, *words), private=is_shared(asker))


def _line(command: Command, asker: Asker) -> Line:
    """Return `/latest (최신) what it does`; the slash word is plain text, which Telegram makes a link."""
    words = command.words(phrases_in(asker.language))
    alias = "" if words.name == command.name else f" ({words.name})"
    return (Span(f"/{command.name}{alias} {words.help}"),)

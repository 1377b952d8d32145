"""`/keywords [words]`: shows the channel's keywords, adds some (`금리, -부동산`) or removes some (`지우기 금리`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.readers.conversation import Command, Parameter, Reply
from bot.core.text.folding import fold
from handlers.panels.keywords import added, removed
from handlers.panels.words import words as words_panel
from handlers.replies import is_shared

if TYPE_CHECKING:
    from bot.core.ports.readers import Archive, Search
    from bot.core.readers.conversation import Line, Query
    from handlers.subscriptions import Subscriptions

WORDS = Parameter("words", words=lambda phrases: phrases.words.words)
COMMAND = Command(
    "keywords",
    words=lambda phrases: phrases.words.keywords,
    parameters=(WORDS,),
    for_managers=True,
    needs_slash=True,
    takes_list=True,
)
_REMOVE: Final = frozenset({"지우기", "삭제", "remove", "delete"})


async def answer(query: Query, archive: Archive, search: Search, subscriptions: Subscriptions) -> Reply:
    """Show the keywords, or change them and show what is there then."""
    asked = query.arguments.get(WORDS.name, "")
    verb, _, rest = asked.partition(" ")
    lines: tuple[Line, ...] = ()
    if not asked:
        channel = await subscriptions.present(query)
    elif fold(verb).rstrip(",") in _REMOVE:
        channel, lines = await removed(query, rest, subscriptions)
    else:
        channel, lines = await added(query, asked, archive, search, subscriptions)
    shown = words_panel(query, channel, *lines)
    return Reply(shown.lines, shown.buttons, shown.menus, private=is_shared(query.asker))

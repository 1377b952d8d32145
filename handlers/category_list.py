"""`/categories`: which categories there are, each with its number of stories and a button to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.conversation import Button, Command, Reply
from bot.core.phrases import phrases_in
from handlers import latest
from handlers.replies import clipped, heading, is_shared, plain, rows, said

if TYPE_CHECKING:
    from bot.core.conversation import Query
    from bot.core.reader_ports import Archive

COMMAND = Command("categories", words=lambda phrases: phrases.words.categories)

_LISTED: Final = 30  # a screen of a telephone
_OFFERED: Final = 12  # as buttons: four rows
_LONGEST: Final = 40


async def answer(query: Query, archive: Archive) -> Reply:
    """Show the categories, most used first."""
    phrases = phrases_in(query.asker.language)
    found = await archive.categories()
    if not found:
        return said(phrases.no_categories, to=query.asker)
    lines = [plain(f"{clipped(name, _LONGEST)} · {count}") for name, count in found[:_LISTED]]
    more = (plain("…"),) if len(found) > _LISTED else ()
    buttons = [Button(clipped(name, _LONGEST), f"/{latest.COMMAND.name} {name}") for name, _ in found[:_OFFERED]]
    return Reply((heading(phrases.categories), *lines, *more), rows(buttons), private=is_shared(query.asker))

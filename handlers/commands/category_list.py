"""`/categories`: which categories there are, each with its number of stories and a button to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Command, Parameter, Reply, Sort
from handlers.categories import unmistaken
from handlers.commands import latest
from handlers.replies import clipped, heading, is_shared, plain, rows, said

if TYPE_CHECKING:
    from bot.core.ports.readers import Archive
    from bot.core.readers.conversation import Query

SKIPPED = Parameter("skipped", words=lambda phrases: phrases.words.more, sort=Sort.NUMBER, is_hidden=True)
COMMAND = Command("categories", words=lambda phrases: phrases.words.categories, parameters=(SKIPPED,))

_SHOWN: Final = 12  # with a row for the pages these are the five rows of buttons that Discord takes
_MOST: Final = 996  # a number in a question has three digits: four are a year
_LONGEST: Final = 40


async def answer(query: Query, archive: Archive) -> Reply:
    """Show the categories, most used first."""
    phrases = phrases_in(query.asker.language)
    found = (await archive.categories())[:_MOST]
    if not found:
        return said(phrases.no_categories, to=query.asker)
    asked = query.arguments.get(SKIPPED.name, "")
    skipped = min(int(asked) if asked.isdecimal() else 0, (len(found) - 1) // _SHOWN * _SHOWN)
    page = found[skipped : skipped + _SHOWN]
    lines = [plain(f"{clipped(name, _LONGEST)} · {count}") for name, count in page]
    buttons = [Button(clipped(name, _LONGEST), f"/{latest.COMMAND.name} {unmistaken(name)}") for name, _ in page]
    return Reply(
        (heading(phrases.categories), *lines),
        (*rows(buttons), *rows(_turns(skipped, len(found)))),
        private=is_shared(query.asker),
        is_update=query.is_pressed and bool(asked),
    )


def _turns(skipped: int, count: int) -> tuple[Button, ...]:
    """Return the buttons to the pages beside this one."""
    spots = (("◀", skipped - _SHOWN), ("▶", skipped + _SHOWN))
    return tuple(Button(label, f"/{COMMAND.name} {spot}") for label, spot in spots if 0 <= spot < count)

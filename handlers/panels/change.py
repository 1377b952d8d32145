"""One change that a panel asks for, and what it is made with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.readers.conversation import Parameter
from handlers.categories import catalogue
from handlers.panels.main import main
from handlers.typed import composed

if TYPE_CHECKING:
    from bot.core.ports.readers import Archive, Search
    from bot.core.readers.conversation import Line, Query, Reply
    from handlers.subscriptions import Subscriptions

CHANGE = Parameter(
    "change",
    words=lambda phrases: phrases.words.change,
    is_hidden=True,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A query to `/settings`: its first word says what to change, the others, or a form's text, to what.

    `zone` is the zone of channels that chose none.
    """

    query: Query
    archive: Archive
    search: Search
    subscriptions: Subscriptions
    zone: str

    @property
    def name(self) -> str:
        """Return what is to be changed; empty for nothing."""
        return self.query.arguments.get(CHANGE.name, "").partition(" ")[0]

    @property
    def value(self) -> str:
        """Return to what it is to be changed, as it was typed."""
        typed = self.query.arguments.get(CHANGE.name, "").partition(" ")[2]
        return typed if self.query.text is None else self.query.text

    def turned(self, word: str, *, is_on: bool) -> bool:
        """Return whether a thing that `is_on` is to be: as the `word` says, `on` or `off`, else the other way round."""
        return {"on": True, "off": False}.get(word, not is_on)

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing to be read in the value; with a form, that it was sent empty."""
        return not composed(self.value)

    @property
    def is_form(self) -> bool:
        """Return whether the value is what a form was filled in with."""
        return self.query.text is not None

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return what is chosen in the menu."""
        return tuple(self.value.split()) if self.query.chosen is None else self.query.chosen

    async def panel(self, *said: Line) -> Reply:
        """Return the first panel, with what was `said` of a change below."""
        channel = await self.subscriptions.present(self.query)
        known = await catalogue(self.archive)
        shown = main(self.query, channel, known, self.zone, self.subscriptions.now)
        return replace(shown, lines=(*shown.lines, *said))

"""The categories there are, as readers name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Parameter, Reply, Sort
from handlers.declined import Declined
from handlers.replies import clipped, heading, is_shared, plain, rows
from handlers.typed import composed, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.ports.readers import Archive
    from bot.core.readers.conversation import Asker, Line, Query

CATEGORY = Parameter(
    "category",
    words=lambda phrases: phrases.words.category,
    sort=Sort.CATEGORY,
)

_LISTED = 20  # categories named in a reply: a screen of a telephone
_OFFERED = 6  # of them as buttons: two rows
_LONGEST = 40  # graphemes of a name that is shown


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The categories of the posts there are, as the site writes them, most used first."""

    by_key: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the categories, most used first."""
        return tuple(self.by_key.values())

    def find(self, asked: str) -> str | None:
        """Return the category a reader means, None where there is none; case and a `#` before it do not matter."""
        return self.by_key.get(key(asked))

    def like(self, begun: str) -> Sequence[str]:
        """Return the categories that begin so, then those that have it anywhere in them, each most used first."""
        wanted = key(begun)
        having = [name for folded, name in self.by_key.items() if wanted in folded]
        return sorted(having, key=lambda name: not key(name).startswith(wanted))

    def shown(self, topic: str) -> str:
        """Return a topic as readers are shown it: as the site writes it where the site still has it."""
        return clipped(self.find(topic) or composed(topic), _LONGEST)

    def listed(self, topics: Sequence[str]) -> str:
        """Return topics in one line: in the order given, the first of them where there are many."""
        shown = ", ".join(self.shown(topic) for topic in topics[:_LISTED])
        return f"{shown} …" if len(topics) > _LISTED else shown

    def offered(self, command: str, *, but: str = "") -> tuple[tuple[Button, ...], ...]:
        """Return buttons that ask the command for each of the categories most used, without one of them."""
        names = [name for name in self.names if name != but]
        return rows(Button(self.shown(name), f"/{command} {unmistaken(name)}") for name in names[:_OFFERED])

    def lines(self, asker: Asker) -> tuple[Line, ...]:
        """Return which categories there are."""
        phrases = phrases_in(asker.language)
        if not self.names:
            return (plain(phrases.no_categories),)
        return heading(phrases.categories), plain(self.listed(self.names))

    def meant(self, query: Query) -> str:
        """Return the category the question names, or nothing; raise `Declined` with those there are where unknown.

        A site without categories takes none ahead of its first post: what looks like a category may be talk.
        """
        asked = query.arguments.get(CATEGORY.name, "")
        found = self.find(asked) if asked else ""
        if found is not None:
            return found
        sentence = phrases_in(query.asker.language).no_such_category(self.shown(asked))
        lines = (plain(sentence), *self.lines(query.asker))
        raise Declined(Reply(lines, self.offered(query.command), private=is_shared(query.asker)))


def unmistaken(name: str) -> str:
    """Return the category as a button asks for it: one that is called by a number is marked as no count."""
    return f"#{name}" if name.isdecimal() else name


def key(name: str) -> str:
    """Return the form in which categories are compared."""
    return fold(name).removeprefix("#")


async def catalogue(archive: Archive) -> Catalogue:
    """Return the categories there are."""
    by_key: dict[str, str] = {}
    for name, _ in await archive.categories():
        by_key.setdefault(key(name), name)
    return Catalogue(by_key)

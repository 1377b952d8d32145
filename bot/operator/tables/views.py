"""What of a table is shown: all of it that says something, or, where room is short, what differs from row to row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.operator.tables.table import Kind
from bot.operator.tables.widths import GAP, width_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.operator.tables.table import Cell, Column, Table

LEAST: Final = 24  # columns of a title that tell what it is about: twelve syllables


@dataclass(frozen=True, slots=True)
class View:
    """Columns of a table with their cells, row by row, and with what was left out because all rows have it `alike`."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    alike: Sequence[tuple[Column, Cell]] = ()

    def only(self, kinds: Collection[Kind]) -> View:
        """Return the same with the columns of some kinds."""
        kept = [place for place, column in enumerate(self.columns) if column.kind in kinds]
        return self._of(kept, self.alike)

    def widths(self) -> list[int]:
        """Return how wide each column would like to be."""
        return [
            max(width_of(column.heading), *(width_of(row[place].shown) for row in self.rows))
            for place, column in enumerate(self.columns)
        ]

    def less(self) -> View:
        """Return the same without the widest column in which all rows say one thing; itself where there is none."""
        first, widths = self.rows[0], self.widths()
        shared = [
            place
            for place, column in enumerate(self.columns)
            if column.kind is not Kind.KEY and all(row[place].shown == first[place].shown for row in self.rows)
        ]
        if not shared or len(self.rows) == 1:
            return self
        widest = max(shared, key=lambda place: widths[place])
        kept = [place for place in range(len(self.columns)) if place != widest]
        return self._of(kept, [*self.alike, (self.columns[widest], first[widest])])

    def _of(self, kept: Sequence[int], alike: Sequence[tuple[Column, Cell]]) -> View:
        rows = [[row[place] for place in kept] for row in self.rows]
        return View([self.columns[place] for place in kept], rows, alike)


def views(table: Table) -> Iterator[View]:
    """Yield the table with all that people are shown, and then with ever less of what says the same in all rows."""
    told = [
        place
        for place, column in enumerate(table.columns)
        if column.kind is not Kind.LINK and any(row.cells[place].shown for row in table.rows)
    ]
    view = View([table.columns[at] for at in told], [[row.cells[at] for at in told] for row in table.rows])
    yield view
    while (less := view.less()) is not view:
        view = less
        yield view


def beside(view: View, width: int) -> list[int] | None:
    """Return the width of each column where all stand beside each other, None where there is no room for titles."""
    widths = view.widths()
    titles = sorted((at for at, one in enumerate(view.columns) if one.kind is Kind.TITLE), key=lambda at: widths[at])
    spare = width - total([widths[at] for at in range(len(widths)) if at not in titles])
    spare -= len(GAP) * len(titles)
    if spare < sum(min(widths[at], LEAST) for at in titles):
        return None
    for done, at in enumerate(titles):  # the shortest first: what they leave is for the others
        widths[at] = min(widths[at], spare // (len(titles) - done))
        spare -= widths[at]
    return widths


def total(widths: Sequence[int]) -> int:
    """Return the columns that a row takes, with what stands between."""
    return sum(widths) + len(GAP) * max(0, len(widths) - 1)

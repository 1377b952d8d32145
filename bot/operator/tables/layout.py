"""Lays a table out for a terminal: columns beside each other while there is room, the others below their row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from rich.columns import Columns
from rich.padding import Padding
from rich.segment import Segments
from rich.table import Table as Grid
from rich.text import Text

from bot.operator.tables.table import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, JustifyMethod, RenderableType

    from bot.core.phrases.tables import Advice
    from bot.operator.tables.table import Cell, Column, Row, Table

    Shown = tuple[Column, Sequence[Cell]]  # a column with what stands in it, row by row

NARROWEST: Final = 48  # columns in which all that is copied has room: two ids, the longest command
LEAST: Final = 24  # columns of a title that tell what it is about: twelve syllables
GAP: Final = "  "
CUT: Final[dict[str, Any]] = {"no_wrap": True, "overflow": "ellipsis"}


def laid_out(table: Table, console: Console) -> Iterator[RenderableType]:
    """Yield the lines of the table, and below them what comes next, to be copied."""
    if table.rows:
        yield from _listed(table, console) if table.columns else _facts(table.rows)
        yield from [Text()] if table.advice else []
    yield from advised(table.advice)


def advised(advice: Advice | None) -> Iterator[RenderableType]:
    """Yield the sentence, and its commands each on a line."""
    if advice:
        yield Text(advice.sentence)
        yield from (_indented(Text(command)) for command in advice.commands)


def _facts(rows: Iterable[Row]) -> Iterator[RenderableType]:
    """Yield names, and what is said beside them, which goes on below itself."""
    grid = Grid.grid(padding=(0, len(GAP), 0, 0))
    grid.add_column(no_wrap=True)
    for row in rows:
        grid.add_row(*(Text.assemble((cell.shown, cell.tone)) for cell in row.cells))
    yield grid


def _listed(table: Table, console: Console) -> Iterator[RenderableType]:
    """Yield the rows, and once below them what all have alike, if all else then stands beside each other."""
    columns = zip(table.columns, zip(*(row.cells for row in table.rows), strict=True), strict=False)
    shown = [(column, cells) for column, cells in columns if any(cell.shown for cell in cells)]
    alike = [one for one in shown if one[0].kind is not Kind.KEY and len({cell.shown for cell in one[1]}) == 1]
    others, room = [one for one in shown if one not in alike], _room(shown, console.width)
    if room == len(shown) or len(table.rows) == 1 or _room(others, console.width) < len(others):
        yield from _rows(shown[:room], shown[room:], console)
        return
    yield from _rows(others, [], console)
    yield Text(f"\n{table.alike}", "dim")
    yield _named([(column, cells[0]) for column, cells in alike])


def _room(shown: Sequence[Shown], width: int) -> int:
    """Return how many columns have room beside each other; the first one is where it is in any case."""
    for place, (column, cells) in enumerate(shown):
        widest = max(map(cell_len, [column.heading, *(cell.shown for cell in cells)]))
        width -= min(widest, LEAST) if column.kind is Kind.TITLE else widest
        if width < 0:
            return max(place, 1)
        width -= len(GAP)
    return len(shown)


def _rows(beside: Sequence[Shown], below: Sequence[Shown], console: Console) -> Iterator[RenderableType]:
    """Yield the rows: what the other columns leave of the width is the title's."""
    grid = Grid(box=None, pad_edge=False, header_style="")
    for column, _ in beside:
        heading = Text.assemble((column.heading.upper(), "bold"))
        side: JustifyMethod = "right" if column.kind is Kind.NUMBER else "left"
        grid.add_column(heading, justify=side, no_wrap=column.kind is not Kind.TITLE)
    for row in zip(*([_text(column, cell) for cell in cells] for column, cells in beside), strict=True):
        grid.add_row(*row)
    head, *lines = console.render_lines(grid, pad=False, new_lines=True)
    yield Segments(head)
    for place, line in enumerate(lines):
        yield Segments(line)
        yield from _under([(column, cells[place]) for column, cells in below])


def _under(rest: Sequence[tuple[Column, Cell]]) -> Iterator[RenderableType]:
    """Yield the title on a line, then all else that says something, as no 0 does."""
    for column, cell in rest:
        if column.kind is Kind.TITLE and cell.shown:
            yield _indented(_text(column, cell))
    if others := [one for one in rest if one[0].kind is not Kind.TITLE and one[1].plain not in {"", "0"}]:
        yield _named(others)


def _named(cells: Iterable[tuple[Column, Cell]]) -> Padding:
    """Return as many beside each other as have room, each with its name."""
    told = [Text.assemble((f"{column.heading}: ", "dim"), (cell.shown, cell.tone)) for column, cell in cells]
    return _indented(Columns(told, padding=(0, len(GAP))))


def _indented(one: RenderableType) -> Padding:
    return Padding(one, (0, 0, 0, len(GAP)), expand=False)


def _text(column: Column, cell: Cell) -> Text:
    """Return what the cell says: a title is cut where it has no room, all else goes on below."""
    return Text.assemble((cell.shown, cell.tone), **(CUT if column.kind is Kind.TITLE else {}))

"""The lines that a table is made of: cells beside each other, and what stands below them."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from bot.operator.tables.table import LONG, Cell, Kind, Tone
from bot.operator.tables.widths import GAP, cut, folded, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.operator.tables.table import Column
    from bot.operator.tables.widths import Token

    Paint = Callable[[str, Tone], str]

INDENT: Final = "  "


def _is_fact(column: Column, cell: Cell) -> bool:
    """Return whether the cell says something that is worth a place among others, as no 0 is."""
    return bool(cell.shown) and (column.kind is Kind.FACT or (column.kind is Kind.NUMBER and cell.plain != "0"))


def below(columns: Sequence[Column], row: Sequence[Cell], width: int, paint: Paint) -> Iterator[str]:
    """Yield facts with their names, then titles, then what is longer; that is beside a title if both fit."""
    room, pairs = width - len(INDENT), list(zip(columns, row, strict=True))
    facts: list[Token] = [
        (f"{column.heading} {cell.shown}", cell.tone) for column, cell in pairs if _is_fact(column, cell)
    ]
    if facts:
        yield from (INDENT + line for line in painted(folded(facts, room, GAP), paint, GAP))
    parts = [(column, cell) for column, cell in pairs if column.kind in LONG and cell.shown]
    parts.sort(key=lambda pair: pair[0].kind is not Kind.TITLE)
    lines: list[Sequence[Token]] = []
    for column, cell in parts:
        tokens = tokens_of(column, cell, room, is_named=True)
        together = [*lines[-1], ("", Tone.PLAIN), *tokens] if lines and column.kind is Kind.TEXT else []
        if together and len(folded(together, room)) == 1:
            lines[-1] = together
        else:
            lines += folded(tokens, room)
    yield from (INDENT + line for line in painted(lines, paint))


def tokens_of(column: Column, cell: Cell, width: int, *, is_named: bool = False) -> list[Token]:
    """Return a title as one token, cut to the width, and all else word by word."""
    if column.kind is Kind.TITLE:
        return [(cut(cell.shown, width), cell.tone)]
    name: list[Token] = [(f"{column.heading}:", Tone.SOFT)] if is_named else []
    return [*name, *words_of(cell.shown, cell.tone)]


def words_of(text: str, tone: Tone) -> list[Token]:
    """Return the words, each in the tone of all."""
    return [(word, tone) for word in text.split()]


def heads(columns: Sequence[Column]) -> list[Cell]:
    """Return the headings; in capitals, where a language has them, they stand apart without colours too."""
    return [Cell(one.heading.upper(), "", Tone.STRONG) for one in columns]


def line(columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int], paint: Paint) -> str:
    """Return the cells, each as wide as its column but the last one, behind which nothing stands."""
    last = max((at for at, cell in enumerate(row) if cell.shown), default=0)
    parts = []
    for at, (column, cell, width) in enumerate(zip(columns, row, widths, strict=True)):
        text, is_right = cut(cell.shown, width) if column.kind is Kind.TITLE else cell.shown, column.kind is Kind.NUMBER
        parts.append(paint(padded(text, width, is_right=is_right) if is_right or at < last else text, cell.tone))
    return GAP.join(parts[: last + 1])


def painted(lines: Sequence[Sequence[Token]], paint: Paint, gap: str = " ") -> list[str]:
    """Return the lines as text; what follows each other in one tone is painted at once."""
    return [
        gap.join(paint(gap.join(text for text, _ in group), tone) for tone, group in groupby(line, key=itemgetter(1)))
        for line in lines
    ]

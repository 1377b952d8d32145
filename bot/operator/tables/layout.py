"""Lays a table out for a terminal: a line for each row, else its long parts below it, else everything below its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.operator.tables.lines import INDENT, below, heads, line, painted, tokens_of, words_of
from bot.operator.tables.table import Kind, Tone
from bot.operator.tables.views import beside, total, views
from bot.operator.tables.widths import GAP, folded, padded, width_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.core.phrases.tables import Advice
    from bot.operator.tables.lines import Paint
    from bot.operator.tables.table import Facts, Table
    from bot.operator.tables.views import View
    from bot.operator.tables.widths import Token

STACKED: Final = ({Kind.KEY, Kind.FACT, Kind.NUMBER}, {Kind.KEY, Kind.FACT}, {Kind.KEY})
NARROWEST: Final = 20  # columns: below, a terminal may wrap as it likes


def laid_out(table: Table, width: int, paint: Paint) -> list[str]:
    """Return the lines of the table, none of which is wider, and below them what comes next, to be copied."""
    width = max(width, NARROWEST)
    if not table.rows:
        return advised(table.nothing, width, paint)
    lines, view = _best(table, width, paint)
    if view.alike:
        alike = "; ".join(f"{column.heading} {cell.shown}" for column, cell in view.alike)
        lines += ["", *painted(folded(words_of(f"{table.alike} {alike}", Tone.SOFT), width), paint)]
    return [*lines, *(["", *advised(table.after, width, paint)] if table.after else [])]


def listed(facts: Facts, width: int, paint: Paint) -> list[str]:
    """Return the lines of what is no list: names, and what is said beside them."""
    width = max(width, NARROWEST)
    first = max(width_of(one.column.heading) for one in facts.facts) + len(GAP)
    lines = []
    for one in facts.facts:
        name = paint(padded(one.column.heading, first, is_right=False), Tone.STRONG)
        room = width - first
        said = painted(folded(tokens_of(one.column, one.cell, room), room), paint)
        lines += [f"{name}{said[0]}", *(" " * first + more for more in said[1:])]
    return [*lines, *(["", *advised(facts.after, width, paint)] if facts.after else [])]


def advised(advice: Advice | None, width: int, paint: Paint) -> list[str]:
    """Return the sentence in lines, and its commands each in one of its own, to be copied."""
    if advice is None:
        return []
    return painted(folded(words_of(advice.sentence, Tone.PLAIN), width), paint) + [
        f"{INDENT}{command}" for command in advice.commands
    ]


def _best(table: Table, width: int, paint: Paint) -> tuple[list[str], View]:
    """Return the lines of the first layout for which there is room, and what of the table they show."""
    possible = list(views(table))
    for view in possible:
        if widths := beside(view, width):
            head = line(view.columns, heads(view.columns), widths, paint)
            return [head, *(line(view.columns, row, widths, paint) for row in view.rows)], view
    for above in STACKED:
        for view in possible:
            if total(view.only(above).widths()) <= width:
                return _stacked(view, above, width, paint), view
    return _cards(possible[-1], width, paint), possible[-1]


def _stacked(view: View, above: Collection[Kind], width: int, paint: Paint) -> list[str]:
    """Return two lines or more for each row: some kinds of columns above, all else below."""
    short, others = view.only(above), view.only(set(Kind) - set(above))
    widths = short.widths()
    lines = [line(short.columns, heads(short.columns), widths, paint)]
    for row, rest in zip(short.rows, others.rows, strict=True):
        lines += [line(short.columns, row, widths, paint), *below(others.columns, rest, width, paint)]
    return lines


def _cards(view: View, width: int, paint: Paint) -> list[str]:
    """Return each row below its key, in as many lines as that takes."""
    keys, rest = view.only({Kind.KEY}), view.only(set(Kind) - {Kind.KEY})
    lines = []
    for key, row in zip(keys.rows, rest.rows, strict=True):
        named: list[Token] = [(cell.shown, Tone.STRONG) for cell in key]
        lines += [*painted(folded(named, width, GAP), paint, GAP), *below(rest.columns, row, width, paint)]
    return lines

"""A table for programs: a line for each row, its cells whole and apart by tabs, without a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.phrases.tables import Advice
    from bot.operator.tables.table import Row


def tabbed(rows: Iterable[Row]) -> list[str]:
    """Return the lines; no cell has a tab or a line's end in it."""
    return ["\t".join(cell.plain for cell in row.cells) for row in rows]


def whole(advice: Advice | None) -> list[str]:
    """Return a sentence and its commands, each on a line."""
    return [advice.sentence, *(f"  {command}" for command in advice.commands)] if advice else []

"""Prints a table: laid out and in colours for a terminal, in lines with tabs for programs, or as JSON."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any, Final

import typer

from bot.operator.tables.layout import laid_out, listed
from bot.operator.tables.plain import tabbed, whole
from bot.operator.tables.table import Table, Tone
from bot.operator.told import in_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.operator.tables.table import Facts

STYLES: Final[dict[Tone, dict[str, Any]]] = {
    Tone.PLAIN: {},
    Tone.SOFT: {"dim": True},
    Tone.STRONG: {"bold": True},
    Tone.WARNING: {"fg": "yellow"},
    Tone.BAD: {"fg": "red"},
}


def print_table(told: Table | Facts, *, as_json: bool) -> None:
    """Print what people read on a terminal, and what programs do anywhere else; advice to them is no output."""
    if as_json:
        _print(in_json(told.rows))
        return
    if sys.stdout.isatty():
        width, paint = shutil.get_terminal_size().columns, _painted if _has_colours() else _as_it_is
        _print(laid_out(told, width, paint) if isinstance(told, Table) else listed(told, width, paint))
        return
    _print(tabbed(told.rows))
    _print(whole(told.nothing if isinstance(told, Table) and not told.rows else told.after), is_error=True)


def _print(lines: Sequence[str], *, is_error: bool = False) -> None:
    if lines:
        typer.echo("\n".join(lines), err=is_error)


def _has_colours() -> bool:
    """Return whether the terminal has colours, and its owner wants them: see no-color.org."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") not in {"", "dumb", "unknown"}


def _painted(text: str, tone: Tone) -> str:
    return typer.style(text, **STYLES[tone]) if STYLES[tone] and text.strip() else text


def _as_it_is(text: str, _: Tone) -> str:
    return text

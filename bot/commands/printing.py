"""Prints a table: laid out and in colours for a terminal, in lines with tabs for programs, or as JSON."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import typer
from rich.console import Console, Group

from bot.operator.tables.layout import NARROWEST, advised, laid_out
from bot.operator.told import in_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.operator.tables.table import Table


def print_table(told: Table, *, as_json: bool) -> None:
    """Print what people read on a terminal, and what programs do anywhere else; advice to them is no output."""
    if as_json:
        _print(in_json(told.rows))
    elif sys.stdout.isatty():
        console = _console()
        with console.capture() as shown:
            console.print(Group(*laid_out(told, console)))
        _print([line.rstrip() for line in shown.get().splitlines()])  # blanks would wrap in a window made narrower
    else:
        _print(["\t".join(cell.plain for cell in row.cells) for row in told.rows])
        _console(stderr=True).print(Group(*advised(told.advice)), soft_wrap=True)


def _console(*, stderr: bool = False) -> Console:
    """Return what knows colours; it is told its size, as rich takes 80 columns for a terminal without colours."""
    width, height = shutil.get_terminal_size()
    return Console(width=max(NARROWEST, width), height=height, stderr=stderr)


def _print(lines: Sequence[str]) -> None:
    if lines:
        typer.echo("\n".join(lines))

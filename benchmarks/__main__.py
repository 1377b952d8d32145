"""`python -m benchmarks`: measures, shows a table, keeps it as JSON and draws the picture."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import keeping, table
from benchmarks.rows.registry import ROWS
from benchmarks.runner import run_all

WIDTH = 140  # of the table where it goes to a file


def main(
    only: Annotated[list[str] | None, typer.Option(help=f"Measure these rows only: {', '.join(ROWS)}.")] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Measure less: two minutes in all.")] = False,
) -> None:
    """Measure Sokbo beside the plain libraries, on the sandbox."""
    unknown = sorted(set(only or ()) - set(ROWS))
    if unknown:
        raise typer.BadParameter(f"there is no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # the sandbox tells of each client that is killed
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    rows = asyncio.run(run_all(only or list(ROWS), quick=quick, console=console))
    console.print(table.for_terminal(rows))
    console.print(f"kept in {keeping.JSON}; the picture is {keeping.PICTURE}")


if __name__ == "__main__":
    typer.run(main)

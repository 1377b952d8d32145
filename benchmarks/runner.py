"""Measures row after row and shows how far it is."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from benchmarks import machine
from benchmarks.bench import Bench
from benchmarks.keeping import keep
from benchmarks.rows.registry import ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from benchmarks.results import Row


async def run_all(names: Sequence[str], *, quick: bool, console: Console) -> list[Row]:
    """Return the rows by these names, measured; one that fails is told and left out."""
    columns = (BarColumn(20), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    rows: list[Row] = []
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=len(names))
        bench = Bench(quick=quick, show=lambda words: progress.update(bar, description=words))
        for name in names:
            bench.title = name
            bench.say("begins")
            if row := await _measured(bench, name, progress.console):
                rows.append(row)
                keep([row])  # at once: a run that is broken off has still measured this
            progress.advance(bar)
    return rows


async def _measured(bench: Bench, name: str, console: Console) -> Row | None:
    load, began = machine.load(), time.monotonic()
    try:
        row = await ROWS[name](bench)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rows are still worth having
        console.print(f"[red]{name}[/red] was not measured: {type(error).__name__}: {error}", soft_wrap=True)
        return None
    seconds = time.monotonic() - began
    console.print(f"{name}: measured in {seconds:.0f} s, load before {load}")
    return replace(row, at=machine.now(), load=load, seconds=round(seconds, 1), quick=bench.quick)

"""The table a person reads: for the terminal, and in Markdown for the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from benchmarks import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.results import Line, Row

_COLOURS = {"✓": "green", "✗": "red", "": "default"}


def for_terminal(rows: Sequence[Row]) -> Table:
    """Return everything measured, a section to each row."""
    table = Table(title="Sokbo beside the plain libraries", title_justify="left", header_style="bold")
    table.add_column("measured", ratio=5)
    table.add_column("target", ratio=2)
    table.add_column("Sokbo", ratio=4)
    table.add_column("the plain ways", ratio=6)
    for row in rows:
        table.add_row(Text(row.title, style="bold"), "", "", "", end_section=not row.lines)
        for line in row.lines:
            table.add_row(*_cells(line), end_section=line is row.lines[-1])
    return table


def _cells(line: Line) -> tuple[Text, Text, Text, Text]:
    mark = wording.verdict(line)
    ours = Text(f"{mark} {wording.reading(line.ours, line.unit)}".strip(), style=_COLOURS[mark])
    plain = "\n".join(f"{way}: {wording.reading(one, line.unit)}" for way, one in line.plain.items())
    return Text(f"  {line.what}"), Text(wording.target(line.target, line.unit)), ours, Text(plain)


def in_markdown(rows: Sequence[Row]) -> str:
    """Return the same as a Markdown table, with the command that measures each row."""
    head = ["| Measured | Target | Sokbo | The plain ways | Command |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(line for row in rows for line in _markdown(row))])


def _markdown(row: Row) -> Iterator[str]:
    yield f"| **{row.title}** | | | | `make bench ONLY={row.name}` |"
    for line in row.lines:
        plain = "<br>".join(f"{way}: {wording.reading(one, line.unit)}" for way, one in line.plain.items())
        ours = f"{wording.verdict(line)} {wording.reading(line.ours, line.unit)}".strip()
        yield f"| {line.what} | {wording.target(line.target, line.unit)} | {ours} | {plain} | |"

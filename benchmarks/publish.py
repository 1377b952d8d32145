"""`python -m benchmarks.publish`: puts what build/bench.json has into docs/performance.md and docs/broadcast.svg."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import keeping, picture, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.results import Row

DOCUMENT = Path("docs/performance.md")
PICTURE = Path("docs/broadcast.svg")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def main() -> None:
    """Write both, from full measurements only."""
    rows = {name: row for name, row in keeping.kept().items() if not row.quick}
    if not rows:
        sys.exit("nothing was measured in full yet: run make bench first")
    facts = json.loads(keeping.JSON.read_text(encoding="utf-8"))["machine"]
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(with_measured(text, measured(rows, facts)), encoding="utf-8")
    if "free" in rows:
        PICTURE.write_text(picture.draw(rows["free"].strips, limit=30), encoding="utf-8")


def measured(rows: Mapping[str, Row], facts: Mapping[str, Any]) -> str:
    """Return what stands between the marks: the machine, and the table."""
    lowest, highest = (find(row.load for row in rows.values()) for find in (min, max))
    about = (
        f"{facts['cores']} cores of {facts['processor'] or 'a processor that does not say its name'}, "
        f"{facts['memory_mb'] / 1024:.0f} GB, {facts['system']}, Python {facts['python']}; {facts['at'][:10]}. "
        f"The load before the rows was {lowest} to {highest}."
    )
    libraries = ", ".join(f"{name} {version}" for name, version in facts["libraries"].items())
    return f"{about} {libraries}.\n\n{table.in_markdown(list(rows.values()))}"


def with_measured(text: str, what: str) -> str:
    """Return the document with `what` between its marks; raises `ValueError` where it has none."""
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{DOCUMENT} has no {BEGIN} and {END} to write between")
    return f"{before}{BEGIN}\n{what}\n{END}{after}"


if __name__ == "__main__":
    main()

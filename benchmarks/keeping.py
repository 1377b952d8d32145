"""Keeps what was measured in build/: the JSON, and the picture; a row that was not measured now stays as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import machine, picture
from benchmarks.results import Row
from benchmarks.rows.registry import ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

BUILD = Path("build")
JSON = BUILD / "bench.json"
PICTURE = BUILD / "broadcast.svg"


def kept() -> dict[str, Row]:
    """Return the rows of earlier runs by name; a file of another form counts as none."""
    try:
        rows = json.loads(JSON.read_text(encoding="utf-8"))["rows"]
        return {row["name"]: Row.from_json(row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def keep(rows: Sequence[Row]) -> None:
    """Write the rows, and draw the picture where they have one."""
    BUILD.mkdir(exist_ok=True)
    known = kept() | {row.name: row for row in rows}
    ordered = [known[name] for name in ROWS if name in known]
    content = {"machine": machine.facts(), "rows": [row.to_json() for row in ordered]}
    JSON.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if strips := next((row.strips for row in rows if row.strips), None):
        PICTURE.write_text(picture.draw(strips, limit=30), encoding="utf-8")

"""The rows and the document that tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.rows.registry import ROWS

DOCUMENT = Path(__file__).parents[3] / "docs" / "performance.md"


@pytest.mark.parametrize("name", ROWS)
def test_told(name: str) -> None:
    """Every row is explained in the document, by the name that ONLY takes."""
    assert f"`{name}`" in DOCUMENT.read_text(encoding="utf-8").partition("## How it is measured")[2]

"""The picture of a broadcast, and the document it stands in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from benchmarks.picture import draw
from benchmarks.publish import BEGIN, END, measured, with_measured
from benchmarks.results import Strip
from tests.unit.benchmarks.samples import LIBRARY, a_row

SVG = "{http://www.w3.org/2000/svg}"
FACTS = {
    "cores": 2, "processor": "", "memory_mb": 8192, "system": "Linux 6", "python": "3.11.7", "at": "2026-11-20T00:00",
    "libraries": {"aiohttp": "3"},
}  # fmt: skip


def bars(picture: str, kind: str) -> int:
    """Return how many bars of a kind the picture has."""
    paths = ET.fromstring(picture).iter(f"{SVG}path")  # noqa: S314 - we drew it
    return sum(path.get("d", "").count("z") for path in paths if path.get("class") == kind)


def test_bars() -> None:
    """Each second in which something happened is a bar, each way has a strip under its name."""
    picture = draw(a_row().strips, limit=30)
    assert (bars(picture, "accepted"), bars(picture, "refused")) == (4, 2)
    texts = ["".join(text.itertext()) for text in ET.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314 - we drew it
    assert "Sokbo" in texts
    assert LIBRARY in texts
    assert "2.9 s, 49 refused, 9 lost" in texts


def test_inside() -> None:
    """Nothing is drawn beyond the picture's edges, however long or crowded a broadcast was."""
    picture = draw([Strip("Sokbo", [30] * 140, [0, 3000], 140.0, 0)], limit=30)
    root = ET.fromstring(picture)  # noqa: S314 - we drew it
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "")) <= width
        assert 0 <= float(text.get("y", "")) <= height


def test_both_grounds() -> None:
    """The picture has colours for a light and for a dark page."""
    assert "prefers-color-scheme: dark" in draw(a_row().strips, limit=30)


def test_document() -> None:
    """What was measured takes the place of what was measured before, and nothing else changes."""
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    new = with_measured(text, measured({"free": a_row()}, FACTS))
    assert new.startswith(f"before\n{BEGIN}\n2 cores of a processor that does not say its name, 8 GB")
    assert new.endswith(f"\n{END}\nafter\n")
    assert "old" not in new
    assert with_measured(new, "x") == f"before\n{BEGIN}\nx\n{END}\nafter\n"


def test_document_without_marks() -> None:
    """A document without the marks is left alone, aloud."""
    with pytest.raises(ValueError, match="no <!-- measured: begin -->"):
        with_measured("text", "x")

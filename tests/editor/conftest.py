"""A desk with the example's rules, wherever the tests run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.desk import Desk

EXAMPLE = Path(__file__).parents[2] / "config/example.toml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a site without posts."""
    monkeypatch.setenv("CONFIG", str(EXAMPLE))
    (tmp_path / "site").mkdir()
    return Desk(tmp_path / "site")

"""An editor with the example's rules, wherever the tests run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.editor import Editor

EXAMPLE = Path(__file__).parents[2] / "config/example.toml"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Give a site without posts."""
    monkeypatch.setenv("CONFIG", str(EXAMPLE))
    (tmp_path / "site").mkdir()
    return Editor(tmp_path / "site")

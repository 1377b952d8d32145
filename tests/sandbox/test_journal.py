"""The journal keeps entries over a restart and survives a crash in the middle of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path


def test_keeps(tmp_path: Path) -> None:
    """Entries come back in order, from a file whose folder did not exist before."""
    journal = Journal(tmp_path / "deep" / "journal")
    journal.write({"text": "속보"})
    journal.write({"text": "정정"})
    assert [entry["text"] for entry in Journal(tmp_path / "deep" / "journal").entries()] == ["속보", "정정"]
    journal.close()


def test_nowhere(tmp_path: Path) -> None:
    """Without a path, or before the first entry, there is nothing."""
    journal = Journal()
    journal.write({"text": "x"})
    assert list(journal.entries()) == []
    assert list(Journal(tmp_path / "journal").entries()) == []


def test_torn(tmp_path: Path) -> None:
    """A line that a crash cut short, even inside a letter, is left out and spoils nothing written after it."""
    path = tmp_path / "journal"
    path.write_bytes('{"text": "a"}\n{"text": "속'.encode()[:-1])
    journal = Journal(path)
    assert [entry["text"] for entry in journal.entries()] == ["a"]
    journal.write({"text": "b"})
    journal.close()
    assert [entry["text"] for entry in Journal(path).entries()] == ["a", "b"]

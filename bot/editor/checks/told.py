"""How a check says what it found: where in the file, and how much it weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.sighting import Problem
from bot.editor.remark import Remark, Severity
from bot.sources.jekyll import line_of

if TYPE_CHECKING:
    from bot.editor.reading import Reading


def error(reading: Reading, what: str, remedy: str, key: str = "") -> Remark:
    """Return a remark on what changes or prevents the alert, at the line of the front matter's key."""
    return Remark(Severity.ERROR, _problem(reading, what, remedy, key))


def warning(reading: Reading, what: str, remedy: str, key: str = "") -> Remark:
    """Return a remark on what the editor may not know, at the line of the front matter's key."""
    return Remark(Severity.WARNING, _problem(reading, what, remedy, key))


def _problem(reading: Reading, what: str, remedy: str, key: str) -> Problem:
    line = line_of(key, reading.document.head) if key and reading.document else None
    return Problem(reading.place.path, what, remedy, line)

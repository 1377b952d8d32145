"""Dates that mean another moment than they seem to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.editor.checks.told import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark

_ZONELESS = re.compile(
    r"^date[ \t]*:[ \t]*(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[Tt]|[ \t]+)"
    r"(?P<clock>\d{1,2}:\d\d:\d\d(?:\.\d*)?)[ \t]*(?:#.*)?$",
    re.MULTILINE,
)


def remarks(reading: Reading) -> Iterator[Remark]:
    """Yield a date without quotes or offset, which is UTC to YAML whatever the site's zone is."""
    document = reading.document
    found = document and _ZONELESS.search(document.head)
    if not document or not found or not document.date.utcoffset():
        return
    day, clock = found["day"], found["clock"]
    what = f"the date {day} {clock} is UTC to YAML: it means {document.date:%Y-%m-%d %H:%M %z}"
    if document.date.day != int(day.rpartition("-")[2]):
        what += ", another day, also in the address"
    yield warning(reading, what, f"Say which zone it is in: {day} {clock} {document.date:%z}.", "date")

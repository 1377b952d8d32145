"""Finds the line of a setting in a TOML file, so that a mistake can be pointed at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
KEY = re.compile(r"^\s*([\w\-]+(?:\s*\.\s*[\w\-]+)*)\s*=")


def line_of(text: str, location: Sequence[int | str]) -> int:
    """Return the line (from 1) where `location`, such as ("channels", 2, "platform"), is set.

    Where the setting itself is missing, it is the line of its table; 1 where there is none either.
    """
    found = 1
    for number, place in _places(text):
        if place == tuple(location[: len(place)]):
            found = number
            if len(place) == len(location):
                break
    return found


def _places(text: str) -> Iterator[tuple[int, tuple[int | str, ...]]]:
    table: tuple[int | str, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            name = header[2]
            table = (name,)
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = (name, counts[name])
            yield number, table
        elif key := KEY.match(line):
            yield number, (*table, *(part.strip() for part in key[1].split(".")))

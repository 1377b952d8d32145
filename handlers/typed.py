"""Reads a line of text as a command word and its arguments; knows nothing of what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.readers.conversation import Sort
from bot.core.text.folding import composed, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.readers.conversation import Command

__all__ = ["LONGEST", "Line", "bind", "composed", "fold", "listed", "split"]

LONGEST = 4_096
"""Characters of a line that are looked at: Telegram's longest message (doc). Fifty keywords may take half of that."""

# Decimal digits of any script (`３` too), as people count articles: 3, 3개, 3건. Four digits are a year (월드컵 2026).
_COUNT = re.compile(r"(\d{1,3})(?:개|건)?")
_SLASHES = ("/", "／")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was typed: its first word folded and without a slash, and the words after it."""

    word: str
    words: tuple[str, ...]
    is_slashed: bool


def split(text: str) -> Line:
    """Return the line's first word and the rest; `word` is empty where there is none."""
    first, *rest = composed(text[:LONGEST]).split(" ")
    is_slashed = first.startswith(_SLASHES)
    return Line(fold(first[1:] if is_slashed else first), tuple(rest), is_slashed)


def listed(text: str) -> tuple[str, ...]:
    """Return the words after the first, with a comma where a line ends: what is pasted is a list, line by line."""
    lines = filter(None, map(composed, text[:LONGEST].splitlines()))
    return tuple(", ".join(lines).split(" ")[1:])


def bind(command: Command, words: Sequence[str]) -> tuple[Mapping[str, str], Sequence[str]]:
    """Return the arguments by parameter name, and the words that no parameter took.

    A number may stand first or last; the words that are left are one text (`최신 차 없는 거리 3`).
    """
    left = list(words)
    bound: dict[str, str] = {}
    for parameter in sorted(command.parameters, key=lambda each: each.sort is not Sort.NUMBER):
        value = _take_number(left) if parameter.sort is Sort.NUMBER else _take_all(left)
        if value:
            bound[parameter.name] = value
    return bound, left


def _take_number(words: list[str]) -> str:
    """Remove a count from either end and return its digits, or nothing."""
    for end in (0, -1) if words else ():
        if found := _COUNT.fullmatch(words[end]):
            words.pop(end)
            return str(int(found[1]))
    return ""


def _take_all(words: list[str]) -> str:
    """Remove every word and return them as one text."""
    text = " ".join(words)
    words.clear()
    return text

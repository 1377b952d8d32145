"""Reads a line of text as a command word and its arguments; knows nothing of what they mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.conversation import Sort

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.conversation import Command

LONGEST = 400
"""Characters of a line that are looked at: no command with its arguments is longer."""

# Decimal digits of any script (`３` too), as people count articles: 3, 3개, 3건. Four digits are a year (월드컵 2026).
_COUNT = re.compile(r"(\d{1,3})(?:개|건)?")
_SLASHES = ("/", "／")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # control, format (zero width, direction), lone surrogates


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was typed: its first word folded and without a slash, and the words after it."""

    word: str
    words: tuple[str, ...]
    is_slashed: bool


def clean(text: str) -> str:
    """Return the text in NFC, with single spaces and without characters that cannot be seen."""
    spaced = " ".join(text.split())
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def fold(text: str) -> str:
    """Return the form in which names are compared: clean, case-folded, full-width letters and digits as plain ones."""
    return unicodedata.normalize("NFKC", clean(text)).casefold()


def split(text: str) -> Line:
    """Return the line's first word and the rest; `word` is empty where there is none."""
    first, *rest = clean(text[:LONGEST]).split(" ")
    is_slashed = first.startswith(_SLASHES)
    return Line(fold(first[1:] if is_slashed else first), tuple(rest), is_slashed)


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

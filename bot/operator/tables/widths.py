"""How many columns of a terminal a text takes: Hangul two, what stands upon a letter none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from bot.core.text.plain import cut as cut_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.operator.tables.table import Tone

Token = tuple[str, "Tone"]
GAP: Final = "  "


def width_of(text: str) -> int:
    """Return the columns that the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, limit: int) -> str:
    """Return as much of the beginning as fits on any terminal, with an ellipsis where something is missing."""
    return text if _at_most(text) <= limit else cut_by(text, limit, _at_most)


def padded(text: str, width: int, *, is_right: bool) -> str:
    """Return the text with blanks that make it as wide as its column."""
    blanks = " " * (width - width_of(text))
    return blanks + text if is_right else text + blanks


def folded(tokens: Iterable[Token], width: int, gap: str = " ") -> list[Sequence[Token]]:
    """Return the tokens in as few lines as hold them; none is broken, unless a line of its own is too narrow."""
    lines: list[list[Token]] = [[]]
    used = 0
    for text, tone in tokens:
        for part in _parts(text, width):
            needed = width_of(part) + (len(gap) if lines[-1] else 0)
            if used + needed > width and lines[-1]:
                lines.append([])
                used, needed = 0, width_of(part)
            lines[-1].append((part, tone))
            used += needed
    return list(lines)


def _parts(text: str, width: int) -> list[str]:
    """Return the text in pieces that fit: a link or an id may be wider than the terminal."""
    if width_of(text) <= width:
        return [text]
    size = max(1, width if text.isascii() else width // 2)  # no character is wider than two columns
    return [text[start : start + size] for start in range(0, len(text), size)]


def _at_most(text: str) -> int:
    """Return the columns where a terminal draws an emoji that is made of several one by one, as many do."""
    return len(text) if text.isascii() else max(cell_len(text), sum(map(cell_len, text)))

"""What a reader searches for, in the language of SQLite's full-text search: https://sqlite.org/fts5.html, section 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.text.terms import BEGINNINGS
from bot.core.text.tokens import is_dense, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.text.terms import Term


def expression(terms: Sequence[Term]) -> str:
    """Return what finds the posts with all of the terms; tokens are letters and digits, so that none can be syntax."""
    return " AND ".join(map(_of, terms))


def _of(term: Term) -> str:
    *before, last = term.runs
    begun = [token for run in before for token in _whole(run)]
    if term.stem:
        begun += pairs(term.stem)
        ends = [term.stem[-1], *(term.stem[-1] + beginning for beginning in BEGINNINGS)]
        return f"({' OR '.join(_phrase([*begun, end]) for end in ends)})"
    if is_dense(last) and len(last) > 1:
        return _phrase([*begun, *pairs(last)])
    return f"{_phrase([*begun, last])} *"


def _whole(run: str) -> Iterable[str]:
    """Return all the tokens of a run that ends where it does in the phrase."""
    return [*pairs(run), run[-1]] if is_dense(run) else [run]


def _phrase(tokens: Sequence[str]) -> str:
    return f'"{" ".join(tokens)}"'

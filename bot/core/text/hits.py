"""Where in a text a search's words are, so that readers see why a story was found."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.text.terms import BEGINNINGS
from bot.core.text.tokens import is_dense, search_form_with_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.text.terms import Term

_LETTER, _BETWEEN = r"[^\W_]", r"[\W_]"
_LONGEST_GAP = 40  # characters that stand between two runs of a phrase


def hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the spans of the text that the terms match, first to last, none of them touching another."""
    if not terms:
        return []
    seen, places = search_form_with_places(text)
    found = sorted((places[match.start()], _end(places, match.end())) for match in _matches(seen, tuple(terms)))
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def snippet(text: str, terms: Sequence[Term], longest: int) -> str:
    """Return at most so many characters of the text around its first hit, by whole words; nothing without a hit."""
    spans = hits(text, terms)
    if not spans:
        return ""
    if len(text) <= longest:
        return text
    begin, room = spans[0][0], longest - 2
    start = max(0, min(begin - room // 3, len(text) - room))
    if start and (blank := text.find(" ", start, begin)) >= 0:
        start = blank + 1
    end = min(len(text), start + room)
    if end < len(text) and (blank := text.rfind(" ", max(start + 1, min(spans[0][1], end)), end)) >= 0:
        end = blank
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _end(places: Sequence[int], end: int) -> int:
    """Return where the grapheme ends in which the match does."""
    following = (places[place] for place in range(end, len(places)) if places[place] > places[end - 1])
    return next(following, places[-1])


def _matches(seen: str, terms: tuple[Term, ...]) -> Iterator[re.Match[str]]:
    for pattern in map(_pattern, terms):
        yield from pattern.finditer(seen)


@lru_cache(maxsize=64)
def _pattern(term: Term) -> re.Pattern[str]:
    """Return what matches the term in a text as it is searched, and what its stem does."""
    begin = "" if is_dense(term.runs[0]) else f"(?<!{_LETTER})"
    parts = [re.escape(term.runs[0])]
    for one, following in pairwise(term.runs):
        parts += [_gap(one, following), re.escape(following)]
    whole = "".join(parts)
    if not term.stem:
        return re.compile(begin + whole)
    stem = "".join([*parts[:-1], re.escape(term.stem), f"(?=[{BEGINNINGS}]|{_BETWEEN}|[a-z0-9]|\\Z)"])
    return re.compile(f"{begin}(?:{whole}|{stem})")


def _gap(one: str, following: str) -> str:
    """Return what stands between two runs: where both are of one kind, there has to be something."""
    least = 1 if is_dense(one) == is_dense(following) else 0
    return f"{_BETWEEN}{{{least},{_LONGEST_GAP}}}"

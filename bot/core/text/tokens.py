"""The form in which texts are searched, and the tokens that an index keeps of them.

A Korean word carries its particles with it (서울에서, 서울시장은), so words are no units to search by. A run of Hangul,
Chinese or Japanese is kept as its overlapping pairs of characters and its last character alone: any part of it, of two
characters or more, is then a row of tokens that follow each other, and one character is the beginning of a token. A run
of any other script is one token: it is found by its beginning.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BORDER = "\ufdd1"
"""A token that stands between two texts, so that no phrase reaches from one into the other."""

# Hangul and its letters, Chinese characters, kana. Written out for `re`, which is three times as fast here as `regex`.
_DENSE = "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_DENSE += "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"[{_DENSE}]+|[^\\W_{_DENSE}]+")
_IS_DENSE = re.compile(f"[{_DENSE}]")
_ACCENT = regex.compile(r"[\u0300-\u036f]+")
_GRAPHEME = regex.compile(r"\X")


def search_form(text: str) -> str:
    """Return the text as it is searched: without differences of case, width, accents and encoding (NFC, NFD)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKC", _ACCENT.sub("", apart))


def search_form_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text as it is searched, and for each of its characters and its end where that stands in the text."""
    parts, places = list[str](), list[int]()
    for grapheme in _GRAPHEME.finditer(text):
        part = search_form(grapheme.group())
        parts.append(part)
        places += [grapheme.start()] * len(part)
    return "".join(parts), [*places, len(text)]


def runs(text: str) -> list[str]:
    """Return the runs of letters and digits in a text as it is searched, each of one kind."""
    return _RUN.findall(text)


def is_dense(run: str) -> bool:
    """Return whether the run is of a script that is searched by any part of it."""
    return _IS_DENSE.match(run) is not None


def pairs(run: str) -> Iterator[str]:
    """Yield the overlapping pairs of characters in a dense run."""
    return map(add, run, run[1:])


def tokens(texts: Iterable[str]) -> str:
    """Return what an index keeps of the texts: tokens with blanks between them."""
    kept: list[str] = []
    for text in texts:
        for run in runs(search_form(text)):
            if _IS_DENSE.match(run):
                kept += map(add, run, run[1:])
                kept.append(run[-1])
            else:
                kept.append(run)
        kept.append(BORDER)
    return " ".join(kept)

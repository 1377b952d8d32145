"""What a reader searches for: words and phrases, each as the runs that have to follow each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.core.text.tokens import is_dense, runs, search_form

LONGEST: Final = 400
"""Characters of a question that are looked at."""

MOST: Final = 12
"""Words of it that are: twelve of them describe one story."""

# What Korean and English keyboards and word processors put around a phrase. One without a partner is none.
_PART = re.compile(r'"([^"]*)"|“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|([^\s"“”「」『』]+)')
_VOWEL, _RIEUL = 0, 8  # the index of a Hangul syllable's final consonant: none, ㄹ

# Particles by what the syllable before them ends in; those of all kinds come with any.
_AFTER_CONSONANT = ("은", "이", "을", "과", "으로", "으로는", "으로도", "이나", "이라", "이라는", "이란", "이며")
_AFTER_VOWEL = ("는", "가", "를", "와", "나", "라는", "란")
_TOWARD = ("로", "로는", "로도")  # after a vowel, and after ㄹ
_PLACES = ("에", "에서", "에서는", "에서도", "에서의", "에는", "에도", "에게", "에게서", "께서", "한테")
_OTHERS = ("의", "도", "만", "까지", "부터", "보다", "처럼", "마다", "밖에", "와의", "과의")
_AFTER_ANY = (*_PLACES, *_OTHERS)
_LONGEST_FIRST = sorted({*_AFTER_CONSONANT, *_AFTER_VOWEL, *_TOWARD, *_AFTER_ANY}, key=len, reverse=True)
_SHORTEST_STEM = 2  # syllables: 가을 is no 가 with a particle

BEGINNINGS: Final = "".join(sorted({particle[0] for particle in _LONGEST_FIRST}))
"""The first syllables of particles: what may follow the stem of a word that is searched with a particle."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: its runs follow each other, and the last may go on.

    A `stem` is the last run without the particle it ends in: with another particle, or none, it is found as well.
    """

    runs: tuple[str, ...]
    stem: str = ""


def terms_of(words: str) -> tuple[Term, ...]:
    """Return what the words ask for, nothing where there is no letter or digit in them; what is named twice, once."""
    found: list[Term] = []
    for part in _PART.finditer(words[:LONGEST]):
        phrase = next(filter(None, part.groups()[:-1]), "")
        parts = tuple(runs(search_form(phrase or part[0])))
        if parts:
            found.append(Term(parts, "" if phrase else _stem(parts[-1])))
    return tuple(dict.fromkeys(found))[:MOST]


def _stem(run: str) -> str:
    """Return the run without the particle it ends in, nothing where it ends in none that fits."""
    if not is_dense(run):
        return ""
    for particle in _LONGEST_FIRST:
        stem = run.removesuffix(particle)
        if stem != run and len(stem) >= _SHORTEST_STEM and _fits(stem[-1], particle):
            return stem
    return ""


def _fits(syllable: str, particle: str) -> bool:
    if not "가" <= syllable <= "힣":
        return False
    final = (ord(syllable) - ord("가")) % 28
    if particle in _AFTER_ANY:
        return True
    if particle in _TOWARD:
        return final in {_VOWEL, _RIEUL}
    return particle in (_AFTER_VOWEL if final == _VOWEL else _AFTER_CONSONANT)

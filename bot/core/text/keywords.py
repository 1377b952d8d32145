"""The words by which readers choose stories, as they type them: literal, never a pattern."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import regex

from bot.core.text.folding import fold

MOST: Final = 50
"""Words of one channel, those that it leaves out included."""
LONGEST: Final = 40
"""Graphemes of one."""

_SEPARATOR = regex.compile(r"[,;，、；\n]")
_SIGN = regex.compile(r"[-−–—－]\s*")
_QUOTES = "\"'“”‘’「」"
_GRAPHEME = regex.compile(r"\X")
_LONGEST_GRAPHEME: Final = 12  # code points: more is a pile of marks
# One syllable or flag says something (핵, 株, 🇰🇷), one letter or sign stands in every story.
_WHOLE = regex.compile(
    r"[\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}\p{Extended_Pictographic}]|\p{Regional_Indicator}{2}"
)


@dataclass(frozen=True, slots=True)
class Keywords:
    """What was typed: words that add stories, words that leave some out, and what can be neither, as it was typed."""

    added: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unusable: tuple[str, ...] = field(default=())


def keywords_in(text: str) -> Keywords:
    """Return the words of a list such as `금리, 환율, -부동산`, each once and folded."""
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    unusable: dict[str, None] = {}
    for part in _SEPARATOR.split(text):
        stripped = part.strip()
        sign = _SIGN.match(stripped)
        written = stripped[sign.end() :] if sign else stripped
        word = fold(written.strip(_QUOTES))
        if is_usable(word):
            found[sign is None][word] = None
        elif stripped:
            unusable[stripped] = None
    return Keywords(tuple(found[True]), tuple(found[False]), tuple(unusable))


def is_usable(word: str) -> bool:
    """Return whether a folded word is long enough to choose stories by, and no longer than one."""
    graphemes = _GRAPHEME.findall(word[: LONGEST * _LONGEST_GRAPHEME + 1])
    if len(graphemes) > LONGEST or any(len(one) > _LONGEST_GRAPHEME for one in graphemes):
        return False
    return len(graphemes) > 1 or _WHOLE.search(word) is not None

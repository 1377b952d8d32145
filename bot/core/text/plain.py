"""Plain text fit to be shown: cleaned, on one line, and cut where a reader would cut it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ELLIPSIS = "…"
_MARKS = 6  # combining marks kept on one letter: no script needs more, and zalgo has thousands
_LONGEST = 32  # code points of one grapheme; a family of four with skin tones has 11
_WORD_SHARE = 0.8  # a word is kept whole while that costs less than a fifth of the room

# What makes one emoji of several is kept; the rest of what cannot be seen, turns the direction of writing around or
# is no character at all is dropped. U+3164 and U+FFA0 are Hangul fillers: letters that look like nothing.
_KEPT = (
    r"(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})"
    r"|\U0001F3F4[\U000E0020-\U000E007E]{1,8}\U000E007F"
)
_DROPPED = (
    r"[[\p{Cc}--\s]\p{Cs}\p{Cf}\p{Noncharacter_Code_Point}\U000E0000-\U000E0FFF"
    r"\u034F\u115F\u1160\u17B4\u17B5\u2065\u3164\uFFA0]"
)
_UNSEEN = regex.compile(f"({_KEPT})|{_DROPPED}", regex.V1)
_STACKED = regex.compile(rf"(\p{{M}}{{{_MARKS}}})\p{{M}}+")
_SPACE = regex.compile(r"[\s\u2800]+")
_GRAPHEME = regex.compile(r"\X")
_DANGLING = " .,;:·…-–—([{‘“'\""


def clean(text: str) -> str:
    """Return the text on one line, in NFC, without what cannot be seen; in time linear in its length."""
    seen = _UNSEEN.sub(r"\1", text)
    composed = unicodedata.normalize("NFC", _STACKED.sub(r"\1", seen))
    return _SPACE.sub(" ", composed).strip()


def units(text: str) -> int:
    """Return the length in UTF-16 code units, in which Telegram counts offsets; no platform counts more."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int, measure: Callable[[str], int] = units) -> str:
    """Return the text, or as much of its beginning as fits with an ellipsis, by whole graphemes and rather whole words.

    `measure` gives the length that counts, at least one for each code point, and of a whole the sum of its parts': the
    length after escaping, say.
    """
    if len(text) <= limit and measure(text) <= limit:
        return text
    room = limit - measure(ELLIPSIS)
    if room < 0:
        return ""
    kept = _beginning(text[: limit + 1], room, measure)
    word = _whole_words(text, kept)
    if measure(word) >= _WORD_SHARE * room:
        kept = word
    return (kept.rstrip(_DANGLING) or kept) + ELLIPSIS


def fitting(lines: Iterable[str], share: Callable[[str], float]) -> list[str]:
    """Return the first lines whose shares of a message make one at most, and an ellipsis where some are left out."""
    kept: list[str] = []
    used = share(ELLIPSIS)
    for line in lines:
        used += share(line)
        if used > 1:
            return [*kept, ELLIPSIS]
        kept.append(line)
    return kept


def _beginning(text: str, room: int, measure: Callable[[str], int]) -> str:
    """Return the longest run of whole graphemes that fits."""
    end = used = 0
    for grapheme in _graphemes(text):
        used += measure(grapheme)
        if used > room:
            break
        end += len(grapheme)
    return text[:end]


def _graphemes(text: str) -> Iterator[str]:
    """Yield what a reader takes for characters, in pieces where one has no end."""
    for match in _GRAPHEME.finditer(text):
        whole = match.group()
        for start in range(0, len(whole), _LONGEST):
            yield whole[start : start + _LONGEST]


def _whole_words(text: str, kept: str) -> str:
    """Return the kept beginning of the text without the word it breaks off in."""
    if text[len(kept) : len(kept) + 1].isspace():
        return kept
    return kept[: kept.rfind(" ") + 1]

"""What is said to a line that is no command: which one may be meant."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from bot.core.phrases import phrases_in
from handlers.replies import clipped, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.readers.conversation import Asker, Reply
    from handlers.typed import Line

_LONGEST: Final = 32  # graphemes of an unknown command that are shown again: no command is longer
_ALIKE: Final = 0.7  # of 1: about one letter in four may be wrong


def stray(line: Line, words: Sequence[str], asker: Asker) -> Reply:
    """Return what is nearest to a line of a private chat that is no command, or the way to /help."""
    if line.is_slashed:
        return unknown(line.word, words, asker)
    return said(phrases_in(asker.language).not_understood, to=asker)


def unknown(name: str, words: Sequence[str], asker: Asker) -> Reply:
    """Return that there is no such command, and the one that looks most like it."""
    phrases = phrases_in(asker.language)
    sentences = [phrases.unknown_command(clipped(name, _LONGEST))]
    sentences += [phrases.meant(f"/{word}") for word in _nearest(name, words)]
    return said(*sentences, to=asker)


def _nearest(name: str, words: Sequence[str]) -> list[str]:
    """Return the word that looks most like the name, or none; a syllable is compared by the letters it is made of."""
    spelled = {unicodedata.normalize("NFD", word): word for word in words}
    near = get_close_matches(unicodedata.normalize("NFD", name[:_LONGEST]), spelled, 1, _ALIKE)
    return [spelled[one] for one in near]

"""What is said to a line that is no command: which one may be meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from bot.core.phrases import phrases_in
from handlers.replies import clipped, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.conversation import Asker, Reply
    from handlers.typed import Line

_LONGEST: Final = 32  # graphemes of an unknown command that are shown again: no command is longer
_ALIKE: Final = 0.65


def stray(line: Line, words: Sequence[str], asker: Asker) -> Reply:
    """Return what is nearest to a line of a private chat that is no command, or the way to /help."""
    if line.is_slashed:
        return unknown(line.word, words, asker)
    return said(phrases_in(asker.language).not_understood, to=asker)


def unknown(name: str, words: Sequence[str], asker: Asker) -> Reply:
    """Return that there is no such command, and the one that looks most like it."""
    phrases = phrases_in(asker.language)
    sentences = [phrases.unknown_command(clipped(name, _LONGEST))]
    sentences += [phrases.meant(f"/{word}") for word in get_close_matches(name[:_LONGEST], words, 1, _ALIKE)]
    return said(*sentences, to=asker)

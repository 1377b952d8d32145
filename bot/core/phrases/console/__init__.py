"""What the console says to operators, one file for each language that they are spoken to in."""

from __future__ import annotations

from bot.core.delivery import Language
from bot.core.phrases.console.en import EN
from bot.core.phrases.console.ko import KO
from bot.core.phrases.console.sentences import ConsolePhrases

__all__ = ["ConsolePhrases", "console_phrases_in"]


def console_phrases_in(language: Language) -> ConsolePhrases:
    """Return the words of the pages in this language: operators of a third one, which readers have, read English."""
    return KO if language is Language.KO else EN

"""What the command line says in its tables, one file for each language that operators are spoken to in."""

from __future__ import annotations

from bot.core.delivery import Language
from bot.core.phrases.tables.en import EN
from bot.core.phrases.tables.ko import KO
from bot.core.phrases.tables.sentences import Advice, TablePhrases

__all__ = ["Advice", "TablePhrases", "table_phrases_in"]


def table_phrases_in(language: Language) -> TablePhrases:
    """Return the words of the tables in this language: operators of a third one, which readers have, read English."""
    return KO if language is Language.KO else EN

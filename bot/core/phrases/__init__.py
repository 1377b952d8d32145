"""Every sentence the bot says, one file for each language.

`phrases_in(language).nothing_yet` is a sentence, `phrases_in(language).no_such_category("경제")` one with an argument.
A third language is a member of `Language`, a file beside these, and a case below; whatever is missing fails the type
check.
"""

from __future__ import annotations

from bot.core.delivery import Language
from bot.core.phrases.en import EN
from bot.core.phrases.ko import KO
from bot.core.phrases.sentences import Phrases

__all__ = ["Phrases", "phrases_in"]


def phrases_in(language: Language) -> Phrases:
    """Return what the bot says in this language."""
    match language:
        case Language.KO:
            return KO
        case Language.EN:
            return EN

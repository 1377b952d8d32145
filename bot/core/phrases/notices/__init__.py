"""Every sentence the bot says to operators unasked, one file for each language."""

from __future__ import annotations

from bot.core.delivery import Language
from bot.core.phrases.notices.en import EN
from bot.core.phrases.notices.ko import KO
from bot.core.phrases.notices.sentences import NoticePhrases, Telling

__all__ = ["NoticePhrases", "Telling", "notice_phrases_in"]


def notice_phrases_in(language: Language) -> NoticePhrases:
    """Return what the bot says to operators in this language."""
    match language:
        case Language.KO:
            return KO
        case Language.EN:
            return EN

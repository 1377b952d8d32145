"""Every sentence that says how a post or a channel stands, one file for each language."""

from __future__ import annotations

from bot.core.delivery import Language
from bot.core.phrases.standings.en import EN
from bot.core.phrases.standings.ko import KO
from bot.core.phrases.standings.sentences import Account, StandingPhrases

__all__ = ["Account", "StandingPhrases", "standing_phrases_in"]


def standing_phrases_in(language: Language) -> StandingPhrases:
    """Return what the bot says of how things stand, in this language."""
    match language:
        case Language.KO:
            return KO
        case Language.EN:
            return EN

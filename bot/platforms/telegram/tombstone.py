"""What stands in place of a withdrawn alert that Telegram no longer lets us delete."""

from __future__ import annotations

from typing import Any

from bot.core.delivery import Language

_SENTENCES = {
    Language.KO: "철회된 기사입니다.",
    Language.EN: "This story has been withdrawn.",
}


def tombstone(language: Language) -> dict[str, Any]:
    """Return the text's parameters; without a keyboard the button that led to the story goes as well."""
    return {"text": _SENTENCES[language]}

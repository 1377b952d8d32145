"""What stands in place of a withdrawn alert that Telegram no longer lets us delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.phrases import phrases_in

if TYPE_CHECKING:
    from bot.core.delivery import Language


def tombstone(language: Language) -> dict[str, Any]:
    """Return the text's parameters; without a keyboard the button that led to the story goes as well."""
    return {"text": phrases_in(language).withdrawn}

"""The words behind a link that subscribes at one tap: `t.me/bot?start=WORD`, and the same word behind a button."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Final

from bot.core.post import digest
from bot.core.readers.wishing import Offer
from bot.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 57
"""Characters of a payload, of `A-Za-z0-9_-`: Telegram takes 64 (doc: deep linking), of which a button needs 7."""

_EVERYTHING, _BREAKING = "all", "breaking"
_NAME, _DIGEST = "c-", "d-"  # a category's own letters, or a digest of them where they are too many


def payload_of(offer: Offer) -> str:
    """Return the word that stands for what is offered, the same however a category is written."""
    if offer.is_everything:
        return _EVERYTHING
    if offer.is_breaking:
        return _BREAKING
    folded = fold(offer.category)
    named = _NAME + urlsafe_b64encode(folded.encode()).decode().rstrip("=")
    return named if len(named) <= LONGEST else _DIGEST + digest(folded, size=16)


def offer_in(payload: str, categories: Iterable[str]) -> Offer | None:
    """Return what the word stands for, among the categories there are; None where it means nothing to us."""
    if payload == _EVERYTHING:
        return Offer()
    if payload == _BREAKING:
        return Offer(is_breaking=True)
    if not payload.startswith((_NAME, _DIGEST)):
        return None
    offers = (Offer(category) for category in categories)
    return next((offer for offer in offers if payload_of(offer) == payload), None)

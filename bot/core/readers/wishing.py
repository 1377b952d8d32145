"""Decides what becomes of a channel's wishes when its readers ask for more, or for less.

Wishes that name nothing are everything, so with the last wish that is taken away goes the subscription, and who gets
everything and names one thing wants only that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.delivery import Wishes
from bot.core.text.keywords import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Offer:
    """What one tap subscribes to: a `category`, breaking news, or, with neither, everything."""

    category: str = ""
    is_breaking: bool = False

    @property
    def is_everything(self) -> bool:
        """Return whether all stories are meant."""
        return not (self.category or self.is_breaking)

    def is_in(self, wishes: Wishes | None) -> bool:
        """Return whether the wishes name it already."""
        if wishes is None:
            return False
        if self.is_everything:
            return wishes.is_everything
        return wishes.wants_breaking if self.is_breaking else self.category.casefold() in wishes.topics


def widened(wishes: Wishes | None, offer: Offer) -> Wishes:
    """Return the wishes with what is offered; everything takes the place of all that was named, but excludes as before.

    To a channel that got everything, a category or breaking news means only that.
    """
    before = wishes or Wishes()
    if offer.is_everything:
        return Wishes(excluded=before.excluded)
    if offer.is_breaking:
        return replace(before, wants_breaking=True)
    return replace(before, topics=before.topics | {offer.category.casefold()})


def is_at_odds(wishes: Wishes | None, offer: Offer) -> bool:
    """Return whether taking the offer up would throw away what was chosen before: everything for something, or back."""
    return wishes is not None and wishes.is_everything != offer.is_everything


def narrowed(wishes: Wishes, offer: Offer) -> Wishes | None:
    """Return the wishes without it; None where nothing is left of them, or all of them are taken away."""
    if offer.is_everything:
        return None
    if offer.is_breaking:
        return _left(wishes, replace(wishes, wants_breaking=False))
    return _left(wishes, replace(wishes, topics=wishes.topics - {offer.category.casefold()}))


def with_topics(wishes: Wishes | None, gone: Iterable[str], more: Iterable[str]) -> Wishes | None:
    """Return the wishes without the topics that are `gone` from a menu's choice, and with those that are `more`."""
    before = wishes or Wishes()
    after = replace(before, topics=(before.topics - frozenset(gone)) | frozenset(more))
    return _left(before, after) if before.topics else after if after.topics else wishes


def with_keywords(wishes: Wishes | None, added: Iterable[str], excluded: Iterable[str]) -> Wishes | None:
    """Return the wishes with these words, each of one sort alone; None where that would be too many."""
    before = wishes or Wishes()
    more, less = frozenset(added), frozenset(excluded)
    after = replace(
        before,
        keywords=(before.keywords - less) | (more - less),
        excluded=(before.excluded - (more - less)) | less,
    )
    return after if len(after.keywords) + len(after.excluded) <= MOST else None


def without_keywords(wishes: Wishes, words: Iterable[str]) -> Wishes | None:
    """Return the wishes without these words, of either sort; None where nothing is left of them."""
    gone = frozenset(words)
    return _left(wishes, replace(wishes, keywords=wishes.keywords - gone, excluded=wishes.excluded - gone))


def _left(before: Wishes, after: Wishes) -> Wishes | None:
    """Return what is left, None where the last wish has gone."""
    return None if after.is_everything and not before.is_everything else after

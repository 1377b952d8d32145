"""What becomes of wishes when more or less is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.delivery import Wishes
from bot.core.readers.wishing import Offer, narrowed, widened, with_keywords, with_topics, without_keywords
from bot.core.text.keywords import MOST

EVERYTHING, BREAKING, NEWS, TECH = Offer(), Offer(is_breaking=True), Offer("News"), Offer("Tech")
OFFERS = st.sampled_from([EVERYTHING, BREAKING, NEWS, TECH])


def test_narrow_and_widen() -> None:
    """Naming one thing leaves only that of everything; everything takes the place of all that was named."""
    assert widened(None, EVERYTHING) == Wishes()
    only = widened(Wishes(), NEWS)
    assert only == Wishes(frozenset({"news"}))
    both = widened(only, BREAKING)
    assert both == Wishes(frozenset({"news"}), wants_breaking=True)
    assert widened(both, EVERYTHING) == Wishes()


def test_last_wish() -> None:
    """With the last wish goes the subscription: wishes that name nothing would be everything."""
    assert narrowed(Wishes(frozenset({"news"})), NEWS) is None
    assert narrowed(Wishes(wants_breaking=True), BREAKING) is None
    assert without_keywords(Wishes(keywords=frozenset({"금리"})), ["금리"]) is None
    assert with_topics(Wishes(frozenset({"news"})), ["news"], []) is None


def test_excluded_stays() -> None:
    """An excluded word outlives a change of topics, and taking it away ends no subscription."""
    wishes = with_keywords(Wishes(), [], ["부동산"])
    assert wishes == Wishes(excluded=frozenset({"부동산"}))
    assert widened(widened(wishes, NEWS), EVERYTHING) == wishes
    assert without_keywords(Wishes(excluded=frozenset({"부동산"})), ["부동산"]) == Wishes()


def test_one_sort() -> None:
    """A word is wanted or left out, never both: what was said last counts, and in one breath leaving out."""
    wanted = with_keywords(None, ["금리"], [])
    assert with_keywords(wanted, [], ["금리"]) == Wishes(excluded=frozenset({"금리"}))
    assert with_keywords(None, ["금리"], ["금리"]) == Wishes(excluded=frozenset({"금리"}))


@pytest.mark.parametrize("excluded", [0, 20])
def test_most(excluded: int) -> None:
    """A channel has fifty words of both sorts together, and one more is refused."""
    words = [f"낱말{number}" for number in range(MOST)]
    full = with_keywords(None, words[excluded:], words[:excluded])
    assert full is not None
    assert with_keywords(full, ["또"], []) is None
    assert with_keywords(full, words[excluded:], []) == full


@given(st.lists(OFFERS, max_size=6), OFFERS)
def test_is_in(before: list[Offer], offer: Offer) -> None:
    """What was asked for is in the wishes, and asking again changes nothing."""
    wishes: Wishes | None = None
    for one in (*before, offer):
        wishes = widened(wishes, one)
    assert wishes is not None
    assert offer.is_in(wishes)
    assert widened(wishes, offer) == wishes
    left = narrowed(wishes, offer)
    assert left is None or not offer.is_in(left)

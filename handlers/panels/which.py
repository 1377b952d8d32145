"""The changes that are about which stories come: all, breaking news, categories, keywords."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.core.delivery import Wishes
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Reply
from bot.core.readers.wishing import Offer, narrowed, widened, with_topics
from handlers.categories import catalogue
from handlers.declined import Declined
from handlers.panels.keywords import added, taken
from handlers.panels.main import options, topics_by_mark
from handlers.panels.presses import mark_of, presses_of
from handlers.panels.words import words
from handlers.replies import plain, said
from handlers.wishes import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.panels.change import Change


async def panel(change: Change) -> Reply:
    """Show the panel."""
    return await change.panel()


async def everything(change: Change) -> Reply:
    """Wish for everything, whatever was named before."""
    return await _wished(change, partial(widened, offer=Offer()))


async def breaking(change: Change) -> Reply:
    """Wish for breaking news, or no longer."""
    return await _wished(change, partial(_turned, change=change, word=change.value, offer=Offer(is_breaking=True)))


async def nothing(change: Change) -> Reply:
    """End the subscription."""
    await change.subscriptions.wish(change.query, lambda _: None)
    return await change.panel()


async def topic(change: Change) -> Reply:
    """Wish for a category, or no longer."""
    known = await catalogue(change.archive)
    had = (await change.subscriptions.present(change.query)).wishes or Wishes()
    mark, _, word = change.value.partition(" ")
    name = topics_by_mark(had, known).get(mark)
    if name is None:
        raise Declined(said(phrases_in(change.query.asker.language).no_such_category("…"), to=change.query.asker))
    return await _wished(change, partial(_turned, change=change, word=word, offer=Offer(name)))


async def topics(change: Change) -> Reply:
    """Wish for the categories that are chosen in the menu, and for none of the others in it.

    Where it is known what was chosen in it when it was shown, only what is different from that is changed: somebody
    else may have chosen more meanwhile.
    """
    known = await catalogue(change.archive)
    had = (await change.subscriptions.present(change.query)).wishes or Wishes()
    by_mark = topics_by_mark(had, known)
    before = change.query.before
    shown = [option.value for option in options(had, known)] if before is None else before
    gone = [by_mark[mark] for mark in shown if mark in by_mark and mark not in change.chosen]
    more = [by_mark[mark] for mark in change.chosen if mark in by_mark and mark not in (before or ())]
    return await _wished(change, partial(with_topics, gone=gone, more=more))


async def keywords(change: Change) -> Reply:
    """Show the panel of keywords."""
    return words(change.query, await change.subscriptions.present(change.query))


async def keyword(change: Change) -> Reply:
    """Ask for keywords in a form, or add those that it was filled in with."""
    phrases = phrases_in(change.query.asker.language)
    if change.is_blank and change.is_form:
        return await keywords(change)
    if change.is_blank:
        form = presses_of(change.query).form(phrases.keywords_form, phrases.keywords_how, "word")
        return Reply(said(phrases.keywords_form, to=change.query.asker).lines, form=form)
    channel, lines = await added(change.query, change.value, change.archive, change.search, change.subscriptions)
    return words(change.query, channel, *lines)


async def no_keyword(change: Change) -> Reply:
    """Remove the keywords that were chosen."""
    wishes = (await change.subscriptions.present(change.query)).wishes or Wishes()
    marks = frozenset(change.chosen)
    gone = frozenset(word for word in wishes.keywords | wishes.excluded if mark_of(word) in marks)
    channel, lines = await taken(change.query, gone, "…", change.subscriptions)
    return words(change.query, channel, *lines)


async def _wished(change: Change, decide: Callable[[Wishes | None], Wishes | None]) -> Reply:
    """Change the wishes; where they grew, show what they bring."""
    had, channel = await change.subscriptions.wish(change.query, decide)
    if channel.wishes is None:
        phrases = phrases_in(change.query.asker.language)
        return await change.panel(*((plain(phrases.last_wish_gone),) if had else ()))
    lines = (
        await sample(change.archive, channel.wishes, change.query.asker.language, change.search)
        if channel.wishes != had
        else ()
    )
    return await change.panel(*lines)


def _turned(wishes: Wishes | None, offer: Offer, change: Change, word: str) -> Wishes | None:
    """Return the wishes with what is offered, or without it, as the `word` says."""
    if change.turned(word, is_on=offer.is_in(wishes)):
        return widened(wishes, offer)
    return narrowed(wishes, offer) if wishes else None

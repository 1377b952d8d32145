"""`/settings`: a panel that shows how the channel is set, and changes it by buttons, menus and forms, in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Reply
from handlers.declined import Declined
from handlers.panels import when, which
from handlers.panels.change import CHANGE, Change
from handlers.replies import clipped, is_shared, said

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.core.ports.readers import Archive, Search
    from bot.core.readers.conversation import Query
    from handlers.subscriptions import Subscriptions

    Answer: TypeAlias = Callable[[Change], Awaitable[Reply]]

COMMAND = Command(
    "settings",
    words=lambda phrases: phrases.words.settings,
    parameters=(CHANGE,),
    for_managers=True,
)
CHANGES: Final[Mapping[str, Answer]] = {
    "panel": which.panel,
    "everything": which.everything,
    "breaking": which.breaking,
    "none": which.nothing,
    "topic": which.topic,
    "topics": which.topics,
    "words": which.keywords,
    "word": which.keyword,
    "unword": which.no_keyword,
    "hours": when.hours,
    "quiet": when.quiet,
    "hold": when.hold,
    "passes": when.passes,
    "mute": when.mute,
    "digest": when.digest,
    "zone": when.zone,
}
"""What the panels' buttons ask, by the first word."""
_SHOWN: Final = 40


async def answer(query: Query, archive: Archive, search: Search, subscriptions: Subscriptions, zone: str) -> Reply:
    """Show the panel, or make one change and show the panel it was made in."""
    change = Change(query, archive, search, subscriptions, zone)
    if not change.name:
        return await panel(query, archive, search, subscriptions, zone)
    change_of = CHANGES.get(change.name.casefold())
    if change_of is None:
        phrases = phrases_in(query.asker.language)
        raise Declined(said(phrases.panel_unchanged(clipped(change.name, _SHOWN)), to=query.asker))
    reply = await change_of(change)
    # A panel's own button changes it where it stands; without words the button is under something else, an alert say.
    return replace(reply, is_update=query.is_pressed, private=is_shared(query.asker) and not query.is_pressed)


async def panel(query: Query, archive: Archive, search: Search, subscriptions: Subscriptions, zone: str) -> Reply:
    """Return the panel of the channel that the question is about, as a message of its own."""
    shown = await Change(query, archive, search, subscriptions, zone).panel()
    return replace(shown, private=is_shared(query.asker))

"""What is offered to somebody while they type: stories to pass on, and what an argument may become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.readers.conversation import Sort
from bot.core.text.terms import LONGEST
from handlers.categories import catalogue
from handlers.typed import composed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports.readers import Archive, Search
    from bot.core.post import Post
    from bot.core.readers.conversation import Command

STORIES: Final = 50
"""Telegram's inline results (doc)."""

CHOICES: Final = 25
"""Discord's choices of an autocompletion (doc)."""


async def stories(words: str, archive: Archive, search: Search) -> Sequence[Post]:
    """Return the newest stories with the words, or the newest of all where there are none."""
    sought = composed(words[:LONGEST])
    return (await search.find(sought, STORIES)).posts if sought else await archive.latest(STORIES)


async def completions(command: Command | None, parameter: str, begun: str, archive: Archive) -> Sequence[str]:
    """Return the categories that are like what was begun; nothing for an argument that is none."""
    parameters = command.parameters if command else ()
    if not any(one.name == parameter and one.sort is Sort.CATEGORY for one in parameters):
        return ()
    return (await catalogue(archive)).like(begun[:LONGEST])[:CHOICES]

"""`/search words`: the stories with these words, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.readers.conversation import Command, Parameter
from bot.core.text.terms import LONGEST
from handlers.declined import Declined
from handlers.hits_shown import without
from handlers.listing import Kind, Listing

if TYPE_CHECKING:
    from bot.core.readers.conversation import Query, Reply
    from handlers.pages import Pages

COMMAND = Command(
    "search",
    words=lambda phrases: phrases.words.search,
    parameters=(Parameter("words", words=lambda phrases: phrases.words.sought),),
    needs_slash=True,
)


async def answer(query: Query, pages: Pages) -> Reply:
    """Show the newest stories that are found, page by page, or say how to find some."""
    words = query.arguments.get("words", "")[:LONGEST].rstrip()
    if not words:
        raise Declined(without(words, query.asker))
    return await pages.show(query, Listing(Kind.WORDS, words))

"""`/breaking`: the newest breaking news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.readers.conversation import Command
from handlers.listing import Kind, Listing

if TYPE_CHECKING:
    from bot.core.readers.conversation import Query, Reply
    from handlers.pages import Pages

COMMAND = Command("breaking", words=lambda phrases: phrases.words.breaking)


async def answer(query: Query, pages: Pages) -> Reply:
    """Show the newest breaking news, page by page."""
    return await pages.show(query, Listing(Kind.BREAKING))

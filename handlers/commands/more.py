"""`/more`: another page of a list; only buttons ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Parameter
from handlers.declined import Declined
from handlers.listing import listing_of, spot_of
from handlers.pages import MORE
from handlers.replies import said

if TYPE_CHECKING:
    from bot.core.readers.conversation import Query, Reply
    from handlers.pages import Pages

COMMAND = Command(
    MORE,
    words=lambda phrases: phrases.words.more,
    parameters=(Parameter(MORE, words=lambda phrases: phrases.words.more),),
)


async def answer(query: Query, pages: Pages) -> Reply:
    """Show the page in the place of the one whose button was pressed; raise `Declined` where there is no such list."""
    word, _, text = query.arguments.get(MORE, "").partition(" ")
    page, listing = spot_of(word), listing_of(text)
    if page is None or listing is None:
        raise Declined(said(phrases_in(query.asker.language).list_forgotten, to=query.asker))
    spot, count = page
    return await pages.show(query, listing, count, spot)

"""`/latest [count] [category]`: the newest stories, newest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command, Parameter, Reply, Sort
from handlers.categories import CATEGORY, catalogue
from handlers.declined import Declined
from handlers.listing import LONGEST, PAGE, Kind, Listing
from handlers.replies import said

if TYPE_CHECKING:
    from bot.core.ports.readers import Archive
    from bot.core.readers.conversation import Asker, Query
    from handlers.pages import Pages

_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*(?:개|건)?")  # what is meant for a count, right or wrong

COMMAND = Command(
    "latest",
    words=lambda phrases: phrases.words.latest,
    parameters=(
        Parameter("count", words=lambda phrases: phrases.words.count, sort=Sort.NUMBER),
        CATEGORY,
    ),
)


async def answer(query: Query, archive: Archive, pages: Pages) -> Reply:
    """Show as many stories as asked for, of a category where one is named, page by page."""
    count, category = await _wanted(query, archive)
    return await pages.show(query, Listing(Kind.CATEGORY, category) if category else Listing(Kind.ALL), count)


async def _wanted(query: Query, archive: Archive) -> tuple[int, str]:
    """Return how many stories of which category, or of all; raise `Declined` for what is not there."""
    count, category = query.arguments.get("count", ""), query.arguments.get(CATEGORY.name, "")
    if not category and (not count or _is_count(count)):
        return int(count or PAGE), ""
    known = await catalogue(archive)
    if not category:  # a count that is none may be what a category is called: 119
        return (PAGE, name) if (name := known.find(count)) else (_count(count, query.asker), "")
    # A category may end in a number (코로나 19): the whole of it goes before a count.
    if whole := known.find(f"{category} {count}"):
        return PAGE, whole
    if _NUMBER.fullmatch(category) and known.find(category) is None:
        raise _wrong_number(query.asker)
    return _count(count, query.asker), known.meant(query)


def _count(text: str, asker: Asker) -> int:
    """Return how many are asked for, 5 where nothing is said; raise `Declined` where that is not 1 to 10."""
    if not text:
        return PAGE
    if _is_count(text):
        return int(text)
    raise _wrong_number(asker)


def _is_count(text: str) -> bool:
    return text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= LONGEST


def _wrong_number(asker: Asker) -> Declined:
    return Declined(said(phrases_in(asker.language).wrong_number(LONGEST), to=asker))

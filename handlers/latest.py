"""`/latest [count] [category]`: the newest stories, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Command, Parameter, Reply, Sort
from bot.core.delivery import Kind
from bot.core.phrases import phrases_in
from handlers.categories import CATEGORY, catalogue
from handlers.declined import Declined
from handlers.replies import heading, said, story

if TYPE_CHECKING:
    from bot.core.conversation import Asker, Query
    from bot.core.reader_ports import Archive

USUAL, MOST = 5, 10
"""Stories in one answer."""

COMMAND = Command(
    "latest",
    words=lambda phrases: phrases.words.latest,
    parameters=(
        Parameter("count", words=lambda phrases: phrases.words.count, sort=Sort.NUMBER),
        CATEGORY,
    ),
)


async def answer(query: Query, archive: Archive) -> Reply:
    """Show as many stories as asked for, of a category where one is named."""
    asker, phrases = query.asker, phrases_in(query.asker.language)
    count, category = await _wanted(query, archive)
    posts = await archive.latest(count, category or None)
    if not posts:
        return said(phrases.nothing_in(category) if category else phrases.nothing_yet, to=asker)
    title = phrases.latest_in(category) if category else phrases.latest
    lines = (heading(title), *(story(post, asker.language) for post in posts))
    # In a group the stories may be what the talk is about; in a channel of alerts they would only repeat it.
    return Reply(lines, private=asker.channel.kind is Kind.BROADCAST)


async def _wanted(query: Query, archive: Archive) -> tuple[int, str]:
    """Return how many stories of which category, or of all; raise `Declined` for what is not there."""
    count, category = query.arguments.get("count", ""), query.arguments.get(CATEGORY.name, "")
    if not category:
        return _count(count, query.asker), ""
    known = await catalogue(archive)
    # A category may end in a number (코로나 19): the whole of it goes before a count.
    if whole := known.find(f"{category} {count}"):
        return USUAL, whole
    return _count(count, query.asker), known.meant(query)


def _count(text: str, asker: Asker) -> int:
    """Return how many are asked for, 5 where nothing is said; raise `Declined` where that is not 1 to 10."""
    if not text:
        return USUAL
    if text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= MOST:
        return int(text)
    raise Declined(said(phrases_in(asker.language).wrong_number(MOST), to=asker))

"""Shows lists of stories page by page, each in the place of the one before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.core.delivery import Kind as Place
from bot.core.phrases import phrases_in
from bot.core.ports.readers import Found, Shelf, Spot
from bot.core.readers.conversation import Button, Reply
from handlers import hits_shown as found_by
from handlers.declined import Declined
from handlers.listing import PAGE, Kind, spot_to_text
from handlers.replies import heading, plain, said, story

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.ports.readers import Archive, Roster, Search
    from bot.core.readers.conversation import Asker, Line, Query
    from handlers.listing import Listing

MORE: Final = "more"
FIRST: Final = Spot()


class Pages:
    """Finds a page of a list and lays it out, with buttons to the ones before and after."""

    def __init__(self, archive: Archive, search: Search, roster: Roster) -> None:
        self._archive = archive
        self._search = search
        self._roster = roster

    async def show(self, query: Query, listing: Listing, count: int = PAGE, spot: Spot = FIRST) -> Reply:
        """Show the page that begins at the spot; raise `Declined` where the list is empty."""
        asker = query.asker
        found = await self._find(listing, count, spot)
        if not found.posts:
            raise Declined(_nothing(listing, asker))
        buttons = _turns(listing, found, count, asker.language)
        position = (plain(_position(found, asker.language)),) if buttons else ()
        return Reply(
            (*_lines(listing, found, asker.language), *position),
            (buttons,) if buttons else (),
            private=await self._would_bother(asker),
            is_update=query.is_pressed and bool(query.arguments.get(MORE)),
        )

    async def _find(self, listing: Listing, count: int, spot: Spot) -> Found:
        if listing.kind is Kind.WORDS:
            skip = max(0, spot.skip - count) if spot.is_before else spot.skip
            # Towards newer ones the number does: what came meanwhile has some shown twice, and none left out.
            after = "" if spot.is_before else spot.post_id
            found = await self._search.find(listing.of, count, skip=skip, after=after)
            return Found(found.posts, found.is_more, skip)
        since = datetime.fromtimestamp(int(listing.of), UTC) if listing.kind is Kind.SINCE else None
        category = listing.of if listing.kind is Kind.CATEGORY else ""
        shelf = Shelf(category, is_breaking=listing.kind is Kind.BREAKING, since=since)
        return await self._archive.browse(shelf, count, spot)

    async def _would_bother(self, asker: Asker) -> bool:
        """Return whether others had rather not see it: in a place of alerts stories would only repeat them."""
        if asker.channel.kind is Place.BROADCAST:
            return True
        known = await self._roster.get(asker.channel.id) if asker.channel.kind is Place.GROUP else None
        return known is not None and known.wishes is not None


def _turns(listing: Listing, found: Found, count: int, language: Language) -> tuple[Button, ...]:
    """Return the buttons to newer and older stories, as many as here, as far as there are any."""
    phrases = phrases_in(language)
    first, last, end = found.posts[0], found.posts[-1], found.skip + len(found.posts)
    spots = []
    if found.skip:
        spots.append((phrases.button_newer, Spot(found.skip, first.id, is_before=True)))
    if found.is_more:
        spots.append((phrases.button_older, Spot(end, last.id)))
    return tuple(Button(label, f"/{MORE} {spot_to_text(spot, count)} {listing.text}") for label, spot in spots)


def _lines(listing: Listing, found: Found, language: Language) -> tuple[Line, ...]:
    if listing.kind is Kind.WORDS:
        return found_by.lines(listing.of, found, language)
    return (heading(_title(listing, language)), *(story(post, language) for post in found.posts))


def _title(listing: Listing, language: Language) -> str:
    phrases = phrases_in(language)
    match listing.kind:
        case Kind.BREAKING:
            return phrases.latest_breaking
        case Kind.SINCE:
            return phrases.todays
        case Kind.CATEGORY:
            return phrases.latest_in(listing.of)
        case _:
            return phrases.latest


def _position(found: Found, language: Language) -> str:
    first, last = found.skip + 1, found.skip + len(found.posts)
    return phrases_in(language).position(first, last, found.total)


def _nothing(listing: Listing, asker: Asker) -> Reply:
    """Return that there is nothing, and what there may be elsewhere."""
    phrases = phrases_in(asker.language)
    match listing.kind:
        case Kind.WORDS:
            return found_by.without(listing.of, asker)
        case Kind.BREAKING:
            return said(phrases.no_breaking, to=asker)
        case Kind.SINCE:
            return said(phrases.nothing_today, to=asker)
        case Kind.CATEGORY:
            return said(phrases.nothing_in(listing.of), to=asker)
        case _:
            return said(phrases.nothing_yet, to=asker)

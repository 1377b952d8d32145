"""Finds the post and the channel that somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Channel, Platform
from bot.core.text.plain import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.post import Post
    from bot.store.store import Store

_SHOWN = 10  # candidates that are named
HOW_TO_NAME = {
    "post": "give its id, its link, its path, or words of its title",
    "channel": "give telegram: or discord: and its number, its @name, or words of its title",
}


async def post_meant(store: Store, asked: str) -> Post:
    """Return the one post that is meant; raise `LookupError` with the candidates where it is none, or several."""
    found = await store.overview.find_posts(asked.strip())
    if len(found) != 1:
        raise LookupError(_which("post", asked, [f"{one.id}  {clean(one.title)}" for one in found]))
    return found[0]


async def channel_meant(store: Store, asked: str) -> Channel:
    """Return the channel that is meant: `telegram:-1001`, an `@name`, or words of its title; else `LookupError`.

    One that is named by platform and address is taken as it is, known or not: that it is not says something as well.
    """
    platform, _, address = asked.strip().partition(":")
    if platform in set(Platform) and address:
        return await store.roster.at_present(Channel(platform=Platform(platform), address=address))
    every = await store.overview.channels()
    wanted = asked.strip().casefold()
    exact = [one for one in every if wanted in {one.address.casefold(), one.title.casefold()}]
    words = wanted.split()
    found = exact or [one for one in every if words and all(word in one.title.casefold() for word in words)]
    if len(found) != 1:
        raise LookupError(_which("channel", asked, [f"{one.id}  {clean(one.title)}" for one in found]))
    return found[0]


def _which(what: str, asked: str, candidates: Sequence[str]) -> str:
    if not candidates:
        return f"no {what} is meant by {asked!r}; {HOW_TO_NAME[what]}"
    more = [f"  ... and {len(candidates) - _SHOWN} more"] if len(candidates) > _SHOWN else []
    return "\n".join(
        [f"several {what}s may be meant by {asked!r}:", *(f"  {one}" for one in candidates[:_SHOWN]), *more]
    )

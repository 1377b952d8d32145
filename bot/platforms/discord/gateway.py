"""One session with Discord's gateway, which brings the interactions."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from discord import ConnectionClosed, DiscordException, LoginFailure

from bot.core.errors import Unauthorized
from bot.platforms.discord.client import Gateway

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from discord import Client, Guild, Interaction

    from bot.platforms.discord.membership import Membership
    from bot.platforms.discord.places import Places

_REFUSED_TOKEN = 4004
_CLOSING = 2.0
_AGAIN = 0.1


async def hold_session(
    token: str,
    take: Callable[[Interaction[Client]], None],
    welcome: Callable[[Guild], None],
    places: Places,
    membership: Membership,
) -> None:
    """Stay connected, with discord.py's own reconnects and resumes, for as long as it manages; `places` sees it.

    Raises `Unauthorized` where the token is refused, and whatever else discord.py gives up with.
    """
    async with _closing(Gateway(take, membership, welcome)) as client:
        places.client = client
        try:
            await to_its_end(client.start(token))
        except LoginFailure:
            raise _unauthorized() from None  # what it hides holds the request, and that the token
        except ConnectionClosed as closed:
            if closed.code == _REFUSED_TOKEN:
                raise _unauthorized() from None
            raise
        finally:
            places.client = None
    raise DiscordException("the session ended")


@asynccontextmanager
async def _closing(client: Client) -> AsyncIterator[Client]:
    """Close the client afterwards; a gateway that answers no farewell (aiohttp waits 30 s for it) is left.

    The connections are closed a second time for when the first was cut short, by that or by a cancellation.
    """
    try:
        yield client
    finally:
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLOSING):
                    await client.close()
        finally:
            await client.http.close()


async def to_its_end(session: Coroutine[None, None, None]) -> None:
    """Await it; when cancelled, cancel it until it has ended.

    Python 3.11's `wait_for`, in which discord.py connects, may forget a cancellation: the session then went on for
    ever, and a bot that was told to stop never did.
    """
    task = asyncio.ensure_future(session)  # noqa: TID251 - awaited below, whatever happens
    try:
        await asyncio.wait({task})
    finally:
        while not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):  # told so again and again: that is what we are at
                await asyncio.wait({task}, timeout=_AGAIN)
        if not task.cancelled():
            task.exception()  # looked at, or asyncio complains that nobody did
    task.result()


def _unauthorized() -> Unauthorized:
    return Unauthorized("Discord refuses the token. Set DISCORD_TOKEN to the bot's current token")

"""One session with Discord's gateway, which brings the interactions."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from discord import Client, ConnectionClosed, DiscordException, Intents, LoginFailure, MemberCacheFlags, VoiceClient

from bot.core.errors import Unauthorized

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from discord import Interaction

# We never speak: no need to hear at each start that the libraries for voice are not there.
VoiceClient.warn_nacl = VoiceClient.warn_dave = False

_REFUSED_TOKEN = 4004
_CLOSING = 2.0


class Gateway(Client):
    """discord.py's client, kept to the little we need: the servers it is in, and interactions, which need no intent."""

    def __init__(self, take: Callable[[Interaction[Client]], None]) -> None:
        super().__init__(intents=Intents(guilds=True), member_cache_flags=MemberCacheFlags.none(), max_messages=None)
        self._take = take

    async def on_interaction(self, interaction: Interaction[Client]) -> None:
        """Hand the interaction over at once."""
        self._take(interaction)


async def hold_session(token: str, take: Callable[[Interaction[Client]], None]) -> None:
    """Stay connected, with discord.py's own reconnects and resumes, for as long as it manages.

    Raises `Unauthorized` where the token is refused, and whatever else discord.py gives up with.
    """
    async with _closing(Gateway(take)) as client:
        try:
            await client.start(token)
        except LoginFailure:
            raise _unauthorized() from None  # what it hides holds the request, and that the token
        except ConnectionClosed as closed:
            if closed.code == _REFUSED_TOKEN:
                raise _unauthorized() from None
            raise
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


def _unauthorized() -> Unauthorized:
    return Unauthorized("Discord refuses the token. Set DISCORD_TOKEN to the bot's current token")

"""discord.py's client, kept to the little we need of the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Client, Intents, MemberCacheFlags, VoiceClient

from bot.platforms.discord.places import holds_alerts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from discord import Guild, Interaction, Member, Role, Thread
    from discord.abc import GuildChannel

    from bot.platforms.discord.membership import Membership

# We never speak: no need to hear at each start that the libraries for voice are not there.
VoiceClient.warn_nacl = VoiceClient.warn_dave = False


class Gateway(Client):
    """The servers the bot is in, what it may do there, and interactions; none of it needs a privileged intent.

    Of itself it hears even without the intent for members (doc), so a role it is given or loses is known.
    """

    def __init__(
        self, take: Callable[[Interaction[Client]], None], membership: Membership, welcome: Callable[[Guild], None]
    ) -> None:
        super().__init__(intents=Intents(guilds=True), member_cache_flags=MemberCacheFlags.none(), max_messages=None)
        self._take = take
        self._welcome = welcome
        self._membership = membership

    async def on_interaction(self, interaction: Interaction[Client]) -> None:
        """Hand the interaction over at once."""
        self._take(interaction)

    async def on_guild_available(self, guild: Guild) -> None:
        """Look at a server that is there: at the start of a session, and after an outage."""
        self._membership.changed(_channels(guild))

    async def on_guild_join(self, guild: Guild) -> None:
        """Look at a server that invited the bot, perhaps again, and say hello."""
        self._membership.changed(_channels(guild))
        self._welcome(guild)

    async def on_guild_remove(self, guild: Guild) -> None:
        """Take note that the bot was put out of a server, or the server deleted; an outage is not told so."""
        self._membership.gone(_channels(guild), "the bot was removed from the server")

    async def on_guild_channel_update(self, _before: GuildChannel, after: GuildChannel) -> None:
        """Look at a channel whose permissions may have changed, and at its threads."""
        self._membership.changed([after.id, *(one.id for one in after.guild.threads if one.parent_id == after.id)])

    async def on_guild_channel_delete(self, channel: GuildChannel) -> None:
        """Take note that a channel is no more."""
        self._membership.gone([channel.id], "the channel was deleted")

    async def on_thread_update(self, before: Thread, after: Thread) -> None:
        """Look at a thread that was locked or opened again; one that is merely archived opens by itself."""
        if before.locked != after.locked:
            self._membership.changed([after.id])

    async def on_thread_delete(self, thread: Thread) -> None:
        """Take note that a thread is no more."""
        self._membership.gone([thread.id], "the thread was deleted")

    async def on_guild_role_update(self, before: Role, after: Role) -> None:
        """Look at the whole server where a role may do more or less than before."""
        if before.permissions != after.permissions:
            self._membership.changed(_channels(after.guild))

    async def on_guild_role_delete(self, role: Role) -> None:
        """Look at the whole server: the bot may have had the role."""
        self._membership.changed(_channels(role.guild))

    async def on_member_update(self, _before: Member, after: Member) -> None:
        """Look at the whole server when the bot itself gets or loses a role, or its time-out ends."""
        self._membership.changed(_channels(after.guild))


def _channels(guild: Guild) -> Iterator[int]:
    """Yield the ids of everything in the server that can show a message."""
    yield from (one.id for one in guild.channels if holds_alerts(one))
    yield from (one.id for one in guild.threads)

"""Who may do what where, on whichever platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.delivery import Channel, Platform
    from bot.core.ports.readers import Rights
    from bot.core.readers.conversation import Asker


class RightsByPlatform:
    """`Rights` that asks the platform concerned; without that platform nobody may anything."""

    def __init__(self, platforms: Mapping[Platform, Rights]) -> None:
        self._platforms = platforms

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker may manage the channel: one on another platform, nobody."""
        there = self._platforms.get(channel.platform)
        return there is not None and asker.channel.platform is channel.platform and await there.manages(asker, channel)

    async def lacking(self, channel: Channel) -> Sequence[str]:
        """Return the permissions that the bot lacks to show alerts there, in the platform's words."""
        there = self._platforms.get(channel.platform)
        return () if there is None else await there.lacking(channel)

    async def writes(self, channel: Channel) -> bool:
        """Return whether alerts arrive there, be it without what the bot lacks for some part of them."""
        there = self._platforms.get(channel.platform)
        return there is not None and await there.writes(channel)

    async def unheard(self, channel: Channel) -> Sequence[str]:
        """Return those of the channel's roles whose members are not notified though its alerts mention them."""
        there = self._platforms.get(channel.platform)
        return () if there is None else await there.unheard(channel)

    async def find(self, reference: str, asker: Asker) -> Channel | None:
        """Return the channel of the asker's platform that is meant: an address, an @name, a mention; None for none."""
        there = self._platforms.get(asker.channel.platform)
        return None if there is None else await there.find(reference, asker)

    async def private(self, asker: Asker) -> Channel | None:
        """Return the private chat between the asker and the bot; None where they take no messages from it."""
        there = self._platforms.get(asker.channel.platform)
        return None if there is None else await there.private(asker)

"""Says who may do what in a channel, as an interaction told it or the gateway knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.conversation import Asker
    from bot.core.delivery import Channel


class DiscordRights:
    """`Rights` on Discord."""

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker may manage the channel: an interaction says so itself."""
        return bool(asker.manages) and asker.channel.id == channel.id

    async def lacking(self, channel: Channel) -> Sequence[str]:  # noqa: ARG002
        """Return the permissions that the bot lacks to show alerts there, in the platform's words."""
        return ()

    async def find(self, reference: str, asker: Asker) -> Channel | None:  # noqa: ARG002
        """Return the channel of the asker's platform that is meant: an address, an @name, a mention; None for none."""
        return None

    async def private(self, asker: Asker) -> Channel | None:  # noqa: ARG002
        """Return the private chat between the asker and the bot; None where they take no messages from it."""
        return None

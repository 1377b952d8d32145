"""Says who may manage a chat, by asking Telegram."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.core.errors import Closed, Refused
from bot.platforms.telegram.address import chat_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.conversation import Asker
    from bot.core.delivery import Channel
    from bot.platforms.telegram.api import Api

_MANAGERS = ("creator", "administrator")


class Rights:
    """Answers of `getChatMember`, each good for `lifetime` seconds: rights that were taken away end soon."""

    def __init__(self, api: Api, *, lifetime: float = 10.0) -> None:
        self._api = api
        self._lifetime = lifetime
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker is an administrator of the chat; whoever is unknown there is none."""
        if asker.manages is not None and asker.channel.id == channel.id:
            return asker.manages
        key = channel.address, asker.user
        now = time.monotonic()
        self._known = {one: (until, is_manager) for one, (until, is_manager) in self._known.items() if until > now}
        if key not in self._known:
            self._known[key] = now + self._lifetime, await self._ask(asker.user, channel)
        return self._known[key][1]

    async def lacking(self, channel: Channel) -> Sequence[str]:  # noqa: ARG002
        """Return the permissions that the bot lacks to show alerts there, in the platform's words."""
        return ()

    async def find(self, reference: str, asker: Asker) -> Channel | None:  # noqa: ARG002
        """Return the channel of the asker's platform that is meant: an address, an @name, a mention; None for none."""
        return None

    async def private(self, asker: Asker) -> Channel | None:  # noqa: ARG002
        """Return the private chat between the asker and the bot; None where they take no messages from it."""
        return None

    async def _ask(self, user: str, channel: Channel) -> bool:
        try:
            who = chat_of(channel.address) | {"user_id": int(user)}
            member = await self._api.call("getChatMember", who)
        except (Closed, Refused):
            return False
        return member["status"] in _MANAGERS

"""A bot's session: it numbers the events and keeps them, so that a dropped connection loses none."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.gateway.events import Intent, Op

if TYPE_CHECKING:
    from bot.sandbox.discord.gateway.connection import Connection

_KEPT = 5000


class Session:
    """What IDENTIFY began; `connection` is None while the bot is away."""

    def __init__(self, session_id: str, intents: Intent, shard: tuple[int, int], connection: Connection) -> None:
        self.id = session_id
        self.intents = intents
        self.seq = 0
        self.connection: Connection | None = connection
        self._shard = shard
        self._events: deque[tuple[int, str]] = deque(maxlen=_KEPT)

    def serves(self, guild_id: str) -> bool:
        """Return whether the guild's events belong to this shard."""
        number, shards = self._shard
        return (int(guild_id) >> 22) % shards == number

    def dispatch(self, event: str, data: Any) -> None:
        """Give an event its number, keep it, and send it where the bot is there."""
        self.seq += 1
        payload = json.dumps({"op": Op.DISPATCH, "d": data, "s": self.seq, "t": event}, ensure_ascii=False)
        self._events.append((self.seq, payload))
        if self.connection is not None:
            self.connection.pass_on(payload)

    def may_resume(self, seq: int) -> bool:
        """Return whether every event after `seq` is still there."""
        return seq <= self.seq and (not self._events or seq >= self._events[0][0] - 1)

    def resume(self, seq: int, connection: Connection) -> None:
        """Send what came after `seq` over the new connection, then say that this was all."""
        self.connection = connection
        for number, payload in self._events:
            if number > seq:
                connection.pass_on(payload)
        self.dispatch("RESUMED", {})

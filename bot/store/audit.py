"""What was done by hand: every action at the console and the command line, newest first."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.store.codec import dump
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.connection import Connection
    from bot.store.keys import Keys

MOST: Final = 1000
"""Entries that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who asked for what, when; `post` and `channel` are ids or empty, `outcome` is empty while it is being done."""

    at: datetime
    who: str
    action: str
    post: str = ""
    channel: str = ""
    outcome: str = ""


class StoredAudit:
    """The last entries. Raises `StoreError`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._redis = connection.redis
        self._keys = keys

    async def note(self, who: str, action: str, *, post: str = "", channel: str = "", outcome: str = "") -> None:
        """Write an entry down."""
        entry = Entry(at=datetime.now(UTC), who=who, action=action, post=post, channel=channel, outcome=outcome)
        with reachable():
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.lpush(self._keys.audit, dump(asdict(entry) | {"at": entry.at.isoformat()}))
            pipeline.ltrim(self._keys.audit, 0, MOST - 1)
            await pipeline.execute()

    async def last(self, most: int) -> Sequence[Entry]:
        """Return the newest entries."""
        with reachable():
            found = await self._redis.lrange(self._keys.audit, 0, most - 1)
        fields = [json.loads(one) for one in found]
        return [Entry(**one | {"at": datetime.fromisoformat(one["at"])}) for one in fields]

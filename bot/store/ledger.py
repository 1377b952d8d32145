"""The store's ledger: what sources have shown, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Lane
from bot.core.model import Corrected, Level, Post, Published, Retracted
from bot.core.router import lane_of
from bot.store.codec import dump, post_to_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.model import Event
    from bot.store.connection import Connection
    from bot.store.keys import Keys

CHUNK = 500


class StoredLedger:
    """`Ledger` on a Redis-protocol server."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    async def known(self, source: str, among: Sequence[str] | None = None) -> Mapping[str, str] | None:
        """Return key -> fingerprint of the source's posts, or of those `among`.

        None before the source's first look was recorded whole.
        """
        redis, name = self._connection.redis, self._keys.known(source)
        with reachable():
            if not await redis.exists(self._keys.looked(source)):
                return None
            if among is None:
                known: dict[str, str] = await redis.hgetall(name)
            else:
                found = await redis.hmget(name, among) if among else []
                known = {key: value for key, value in zip(among, found, strict=True) if value}
        return {key: value.split(" ", 1)[0] for key, value in known.items()}

    async def record(self, source: str, events: Sequence[Event], quiet: Sequence[Post] = ()) -> None:
        """Write quiet posts, then events, then that the source was looked at.

        A first look that is cut short is a first look again: none of its posts is ever taken for new.
        """
        writes = [_write(source, Published(post), "quiet") for post in quiet]
        writes += [_write(source, event, _mode(event)) for event in events]
        for start in range(0, len(writes), CHUNK):
            await self._connection.run_all("record", writes[start : start + CHUNK])
        with reachable():
            await self._connection.redis.set(self._keys.looked(source), 1)


def _mode(event: Event) -> str:
    """Return how an event is announced; a post that is not to be announced at all stays quiet."""
    match event:
        case Published(Post(level=Level.NONE)):
            return "quiet"
        case Published():
            return "send"
        case Corrected():
            return "mend"
        case Retracted():
            return "drop"


def _write(source: str, event: Event, mode: str) -> tuple[str | float, ...]:
    if isinstance(event, Retracted):
        return (source, event.key, "", mode)
    post = event.post
    lane = lane_of(post.level) if mode == "send" else Lane.CORRECTION
    categories = dump([[category.casefold(), category] for category in post.categories])
    published = post.published_at.timestamp()
    return source, post.key, post.id, mode, post_to_json(post), post.fingerprint, int(lane), published, categories

"""The store's ledger: what sources have shown, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.links import canonical
from bot.core.model import Authority, Corrected, Level, Outcome, Post, Published, Retracted
from bot.core.router import lane_of
from bot.store.codec import dump, known_from_text, known_to_text, post_to_json
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.model import Event, Known
    from bot.core.patience import Patience
    from bot.store.connection import Connection
    from bot.store.keys import Keys

CHUNK = 500


class StoredLedger:
    """`Ledger` on a Redis-protocol server; `patience` says how long what is recorded waits, and for what."""

    def __init__(self, connection: Connection, keys: Keys, patience: Patience) -> None:
        self._connection = connection
        self._keys = keys
        self._patience = patience

    async def known(self, source: str, among: Sequence[str] | None = None) -> Mapping[str, Known] | None:
        """Return what is known of the source's posts by key, or of those `among`.

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
        return {key: known_from_text(value) for key, value in known.items()}

    async def record(
        self, source: str, events: Sequence[Event], quiet: Sequence[Post] = (), authority: Authority = Authority.SITE
    ) -> Sequence[Outcome]:
        """Write quiet posts, then events, then that the source was looked at; return what came of each event.

        A first look that is cut short is a first look again: none of its posts is ever taken for new.
        """
        told = [(Published(post), "quiet") for post in quiet] + [(event, _mode(event)) for event in events]
        outcomes: list[Outcome] = []
        for start in range(0, len(told), CHUNK):
            chunk = told[start : start + CHUNK]
            writes = [(source, int(authority), *self._write(event, mode, authority)) for event, mode in chunk]
            outcomes += map(Outcome, await self._connection.run_all("record", writes))
        with reachable():
            await self._connection.redis.set(self._keys.looked(source), 1)
        return outcomes[len(quiet) :]

    async def lately(self, source: str, within: float) -> int:
        """Return how many of the source's posts were recorded as published in the last `within` seconds."""
        redis = self._connection.redis
        with reachable():
            seconds, microseconds = await redis.time()
            since = (seconds + microseconds / 1e6 - within) * 1000
            count: int = await redis.zcount(self._keys.lately(source), since, "+inf")
        return count

    async def are_known(self, links: Sequence[str]) -> Sequence[bool]:
        """Return of each link whether a post with it is there already, whatever the source."""
        if not links:
            return []
        with reachable():
            found = await self._connection.redis.hmget(self._keys.links, [canonical(link) for link in links])
        return [one is not None for one in found]

    def _write(self, event: Event, mode: str, authority: Authority) -> tuple[str | float, ...]:
        if isinstance(event, Retracted):
            return (event.key, "", mode)
        post = event.post
        # What a feed tells of is out; and its links may lead anywhere, where nobody is asked.
        for_page = 0.0 if authority is Authority.FEED else self._patience.page.get(post.level, 0.0)
        was, is_raised = (event.was, event.is_raised) if isinstance(event, Corrected) else ("", False)
        return (
            post.key,
            post.id,
            mode,
            post_to_json(post),
            post.fingerprint,
            known_to_text(post),
            int(lane_of(post.level)),
            post.published_at.timestamp(),
            dump([[category.casefold(), category] for category in post.categories]),
            canonical(post.link),
            was,
            event.held if isinstance(event, Published) else "",
            int(post.embargo.timestamp() * 1000) if post.embargo else 0,
            int(for_page * 1000),
            int(self._patience.correction * 1000),
            int(is_raised),
        )


def _mode(event: Event) -> str:
    """Return how an event is announced; a post that is not to be announced at all stays quiet."""
    match event:
        case Published(Post(level=Level.NONE)):
            return "none"
        case Published():
            return "send"
        case Corrected():
            return "mend"
        case Retracted():
            return "drop"

"""The store's ledger: what sources have shown, and what became of it."""

from __future__ import annotations

import asyncio
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from bot.core.event import Corrected, Outcome, Published, Retracted
from bot.core.post import Level, Post
from bot.core.router import lane_of
from bot.core.sighting import Authority
from bot.core.text.links import canonical
from bot.store.codec import dump, known_from_text, known_to_text, post_to_json, version_from_text
from bot.store.connection import reachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.core.event import Event
    from bot.core.patience import Patience
    from bot.core.sighting import Known
    from bot.store.connection import Connection
    from bot.store.keys import Keys

T = TypeVar("T")
CHUNK = 100  # posts written in one step; to prepare them takes some milliseconds of the event loop
AT_ONCE = 500  # posts asked about in one step, for the same reason


class StoredLedger:
    """`Ledger` on a Redis-protocol server; `patience` says how long what is recorded waits, and for what.

    `corrections_noted` says that what an editor says about a correction is told in a note as well.
    """

    def __init__(self, connection: Connection, keys: Keys, patience: Patience, *, corrections_noted: bool) -> None:
        self._connection = connection
        self._keys = keys
        self._patience = patience
        self._corrections_noted = corrections_noted

    async def known(
        self, source: str, among: Sequence[str] | None = None, besides: AbstractSet[str] = frozenset()
    ) -> Mapping[str, Known] | None:
        """Return what is known of the source's posts by key, of all `besides` some, or of those `among`.

        None before the source's first look was recorded whole.
        """
        redis, name = self._connection.redis, self._keys.known(source)
        with reachable():
            if not await redis.exists(self._keys.looked(source)):
                return None
            if among is None:
                values = redis.hscan_iter(name, count=AT_ONCE)
                return {key: known_from_text(value) async for key, value in values if key not in besides}
            known: dict[str, Known] = {}
            for keys in _chunks(among, AT_ONCE):
                found = await redis.hmget(name, keys)
                known |= {key: known_from_text(value) for key, value in zip(keys, found, strict=True) if value}
        return known

    async def versions(self, source: str) -> Mapping[str, str]:
        """Return by key which version was read of each of the source's posts."""
        with reachable():
            values = self._connection.redis.hscan_iter(self._keys.known(source), count=AT_ONCE)
            return {key: version_from_text(value) async for key, value in values}

    async def touch(self, source: str, posts: Sequence[Post]) -> None:
        """Take note of the versions of posts that are known and read as they did, and of their bodies: thousands."""
        for chunk in _chunks(posts, AT_ONCE):
            words = [word for post in chunk for word in (post.key, known_to_text(post), post.text)]
            await self._connection.run("touch", source, *words)

    async def record(
        self, source: str, events: Sequence[Event], quiet: Sequence[Post] = (), authority: Authority = Authority.SITE
    ) -> Sequence[Outcome]:
        """Write quiet posts, then events, and with the last that the source was looked at; return what came of events.

        A first look that is cut short is a first look again: none of its posts is ever taken for new.
        """
        left, outcomes = len(quiet) + len(events), list[Outcome]()
        told = chain(((Published(post), "quiet") for post in quiet), ((event, _mode(event)) for event in events))
        chunks = _chunks(told, CHUNK)
        writes = self._writes(next(chunks, []), authority)
        while True:
            left -= len(writes)
            recording = self._connection.run("record", source, int(authority), int(left == 0), *writes)
            if not left:
                return [*outcomes, *map(Outcome, await recording)][len(quiet) :]
            # What follows is prepared while the store writes: of a whole archive, either takes a second.
            preparing = asyncio.get_running_loop().run_in_executor(None, self._writes, next(chunks), authority)
            outcomes += map(Outcome, await recording)
            writes = await preparing

    async def lately(self, source: str, within: float) -> int:
        """Return how many of the source's posts were recorded as published in the last `within` seconds."""
        redis = self._connection.redis
        with reachable():
            seconds, microseconds = await redis.time()
            since = (seconds + microseconds / 1e6 - within) * 1000
            count: int = await redis.zcount(self._keys.lately(source), since, "+inf")
        return count

    async def are_known(self, source: str, posts: Sequence[Post]) -> Sequence[bool]:
        """Return of each post whether one at its address is there already, whatever the source, or was announced once.

        Another one that this source shows beside it is another post.
        """
        return [known for some in _chunks(posts, AT_ONCE) for known in await self._are_known(source, some)]

    async def _are_known(self, source: str, posts: Sequence[Post]) -> Sequence[bool]:
        redis, beginning = self._connection.redis, f"{source} "
        with reachable():
            ids = await redis.hmget(self._keys.links, [_address(post) for post in posts])
            pipeline = redis.pipeline(transaction=False)
            for post_id in ids:
                pipeline.hmget(self._keys.post(post_id or ""), "state", "at", "quiet", "owner")
            found = await pipeline.execute()
            for *_, owner in found:
                pipeline.hexists(self._keys.known(source), (owner or "").removeprefix(beginning))
            are_there = await pipeline.execute()
        return [
            (state in {"live", "waiting"} or bool(at or quiet))
            and not (is_there and owner.startswith(beginning) and owner != beginning + post.key)
            for post, (state, at, quiet, owner), is_there in zip(posts, found, are_there, strict=True)
        ]

    def _writes(self, chunk: Iterable[tuple[Event, str]], authority: Authority) -> list[str]:
        return [dump(self._write(event, mode, authority)) for event, mode in chunk]

    def _write(self, event: Event, mode: str, authority: Authority) -> Mapping[str, str | float]:
        if isinstance(event, Retracted):
            return {"key": event.key, "mode": mode}
        post = event.post
        # What a feed tells of is out; and its links may lead anywhere, where nobody is asked.
        for_page = 0.0 if authority is Authority.FEED else self._patience.page.get(post.level, 0.0)
        was, is_raised = (event.was, event.is_raised) if isinstance(event, Corrected) else ("", False)
        return {
            "key": post.key,
            "mode": mode,
            "id": post.id,
            "json": post_to_json(post),
            "fp": post.fingerprint,
            "rest": known_to_text(post),
            "lane": int(lane_of(post.level)),
            "published": post.published_at.timestamp(),
            "categories": dump([[category.casefold(), category] for category in post.categories]),
            "link": _address(post),
            "text": post.text,
            "was": was,
            "why": event.held if isinstance(event, Published) else "",
            "embargo": int(post.embargo.timestamp() * 1000) if post.embargo else 0,
            "patience": int(for_page * 1000),
            "gather": int(self._patience.correction * 1000),
            "is_raised": is_raised,
            "is_silenced": post.level is Level.NONE,
            "is_noted": self._corrections_noted,
        }


def _address(post: Post) -> str:
    """Return the address under which other sources may show the post, nothing where it has none of its own."""
    return canonical(post.link) if post.has_own_link else ""


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    following = iter(items)
    while chunk := list(islice(following, size)):
        yield chunk


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

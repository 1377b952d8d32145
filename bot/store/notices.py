"""The store's notices: what the admin chats were told, and what is on its way to them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.post import Level, Post
from bot.store.codec import RANKS, post_to_json
from bot.store.connection import reachable
from bot.store.leases import LIFETIME

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.delivery import Channel
    from bot.core.notice import Notice
    from bot.store.connection import Connection
    from bot.store.keys import Keys


class StoredNotices:
    """`Notices` on a Redis-protocol server: a notice is a post of its own, due to the admin chats alone."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    async def open(self) -> Collection[str]:
        """Return the keys of the notices that were told and are not over."""
        with reachable():
            keys: list[str] = await self._connection.redis.hkeys(self._keys.notices)
        return keys

    async def look_after(self, charges: Collection[str]) -> Collection[str]:
        """Say that this process looks after what these keys of notices are about; return all that any process does."""
        keys: list[str] = await self._connection.run("charge", int(LIFETIME * 1000), *charges)
        return keys

    async def tell(self, notice: Notice, chats: Sequence[Channel]) -> bool:
        """Make the notice due to the chats, in one step with the mark that it was told; return whether it is news."""
        count = 0 if notice.is_over else notice.count
        return bool(await self._connection.run("tell", notice.key, count, *as_post_to(chats, notice)))


def as_post_to(chats: Sequence[Channel], notice: Notice) -> list[str | int]:
    """Return the notice, and the chats it is due to, as scripts take them."""
    post = _post_of(notice)
    triples = [word for one in chats for word in (one.id, one.platform, RANKS[one.kind])]
    return [post.id, post_to_json(post), post.fingerprint, *triples]


def _post_of(notice: Notice) -> Post:
    """Return the notice as a post, of the level that is announced to no reader."""
    name = f"notice-{uuid.uuid4().hex[:16]}"
    return Post(
        id=name, key=name, title="", link="", published_at=datetime.now(UTC), level=Level.NONE, notice=notice
    )  # fmt: skip

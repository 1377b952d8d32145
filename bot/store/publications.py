"""The store's publications: messages that are to be published to the channels that follow theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.delivery import Publication
from bot.store.codec import channel_from_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Platform
    from bot.store.connection import Connection

LEASE: Final = 30_000  # milliseconds after which a publication is taken for left behind: an answer takes 15 s at most
QUOTA, WINDOW = 10, 3_605_000  # Discord's ten an hour and channel (doc), and some seconds for its clock
KEPT: Final = 1  # of them for breaking news alone
AGE: Final = 6 * 3_600_000  # milliseconds; what waited longer for the quota is news to no follower


class StoredPublications:
    """`Publications` on a Redis-protocol server; `lease` is in milliseconds."""

    def __init__(self, connection: Connection, *, lease: int = LEASE) -> None:
        self._connection = connection
        self._lease = lease

    async def claim(self, platform: Platform, limit: int) -> Sequence[Publication]:
        """Take up to `limit` messages, one a channel, breaking news first, within each channel's quota."""
        taken = await self._connection.run("publish", platform, limit, self._lease, QUOTA, WINDOW, KEPT, AGE)
        return [
            Publication(channel=channel_from_json(channel), post_id=post_id, message_id=message_id)
            for channel, post_id, message_id in zip(*[iter(taken)] * 3, strict=True)
        ]

    async def finish(self, publication: Publication) -> None:
        """Take the message for published, or for one that never will be."""
        await self._record(publication, "done")

    async def postpone(self, publication: Publication, pause: float) -> None:
        """Let the message wait so many seconds."""
        await self._record(publication, "later", pause)

    async def bar(self, publication: Publication, pause: float) -> None:
        """Publish nothing of the channel for so many seconds: the platform said so."""
        await self._record(publication, "barred", pause)

    async def _record(self, publication: Publication, outcome: str, pause: float = 0.0) -> None:
        channel = publication.channel
        await self._connection.run(
            "published", channel.platform, channel.id, publication.post_id, outcome, int(pause * 1000), QUOTA, WINDOW
        )

"""Steps that several store tests take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Channel, Delivery, Platform, Receipt
from bot.core.event import Published
from bot.core.router import is_for
from bot.store.keys import Keys

if TYPE_CHECKING:
    from bot.core.post import Post
    from bot.store.store import Store


async def subscribe(store: Store, *channels: Channel) -> None:
    """Put channels on the roster."""
    for channel in channels:
        await store.roster.put(channel)


async def publish(store: Store, *posts: Post) -> None:
    """Record posts and walk each through its whole audience."""
    await store.ledger.record("site", [Published(post) for post in posts])
    await walk(store)


async def walk(store: Store, size: int = 100) -> None:
    """Walk every broadcast to its end."""
    while (page := await store.broadcasts.page(size)) is not None:
        channels = page.channels
        if page.is_first:
            channels = [one for one in channels if is_for(page.post, one, page.recorded_at)]
        await store.broadcasts.enqueue(page, channels)


async def claim(store: Store, limit: int = 100, platform: Platform = Platform.TELEGRAM) -> list[Delivery]:
    """Claim due deliveries."""
    return list(await store.outbox.claim(platform, limit))


async def settle(store: Store, delivery: Delivery, message_id: str = "m1") -> None:
    """Settle a delivery as sent, or as removed when nothing was wanted."""
    have = Receipt(message_id, delivery.want.fingerprint) if delivery.want else None
    await store.outbox.settle(delivery, have)


async def is_never_silent(store: Store) -> None:
    """Let somebody have said all the time that it lives, so that the silence of others tells that they are gone."""
    seconds, _ = await store.connection.redis.time()
    await store.connection.redis.hset(Keys(store.connection.prefix).pulse, mapping={"last": seconds * 1000, "doubt": 0})

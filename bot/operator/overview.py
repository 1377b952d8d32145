"""Says how things stand at a glance: the bot, its queues, its newest posts, its channels."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Lane, Platform
from bot.operator.told import Told
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.store.overview import Queue, Reach
    from bot.store.store import Store
    from config.settings import Settings


async def status(settings: Settings) -> Sequence[Told]:
    """Return how the bot, the store, each platform and the newest post stand; raises `StoreError`."""
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        roles = await store.overview.holders()
        where = "embedded" if not settings.redis_url else "at REDIS_URL"
        text = ", ".join(f"{role} by {holder}" for role, holder in roles.items()) or "none: no bot runs on this store"
        told = [
            Told(f"store     {where}, answers", {"what": "store", "where": where}),
            Told(f"roles     {text}", {"what": "roles", "roles": roles}),
            Told(
                f"held      {await store.held.count()} posts, {await store.uncertain.count()} uncertain alerts",
                {"what": "held", "posts": await store.held.count(), "uncertain": await store.uncertain.count()},
            ),
        ]
        told += [await _platform(store, platform) for platform in Platform]
        return [*told, await _last(store)]


async def posts(settings: Settings, most: int) -> Sequence[Told]:
    """Return the newest posts with what became of each; raises `StoreError`."""
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        pending: Counter[str] = Counter()
        for platform in Platform:
            pending += (await store.overview.queue(platform)).by_post
        return [_post(one) for one in await store.overview.posts(most, pending)]


async def channels(settings: Settings) -> Sequence[Told]:
    """Return every channel with its wishes, its last delivery and what is wrong with it; raises `StoreError`."""
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        return [await _channel(store, one) for one in await store.overview.channels()]


async def _platform(store: Store, platform: Platform) -> Told:
    queue = await store.overview.queue(platform)
    now, ages = datetime.now(UTC), {}
    for lane, post_id in sorted(queue.oldest.items()):
        at = await store.overview.announced_at(post_id)
        ages[lane] = round((now - at).total_seconds()) if at else None
    lanes = [f"{lane.name.lower()} {count}{_age(ages.get(lane))}" for lane, count in sorted(queue.by_lane.items())]
    paused = f", paused until {queue.paused_until.astimezone():%H:%M:%S}" if queue.paused_until else ""
    text = f"{platform:<9} due: {', '.join(lanes) or 'nothing'}; under way: {queue.in_flight}{paused}"
    return Told(text, _queue(platform, queue, ages))


def _queue(platform: Platform, queue: Queue, ages: dict[Lane, int | None]) -> dict[str, Any]:
    return {
        "what": "platform",
        "platform": platform,
        "due": {lane.name.lower(): count for lane, count in sorted(queue.by_lane.items())},
        "oldest_seconds": {lane.name.lower(): age for lane, age in ages.items()},
        "under_way": queue.in_flight,
        "paused_until": queue.paused_until.isoformat() if queue.paused_until else None,
    }


def _age(seconds: int | None) -> str:
    return "" if seconds is None else f" (oldest {seconds} s)"


async def _last(store: Store) -> Told:
    newest = await store.archive.latest(1)
    if not newest:
        return Told("newest    none", {"what": "newest", "post": None})
    post = newest[0]
    at = post.published_at.astimezone().isoformat(sep=" ", timespec="minutes")
    fields = {"what": "newest", "post": post.id, "title": post.title, "published_at": post.published_at.isoformat()}
    return Told(f"newest    {at}  {post.title}", fields)


def _post(one: Reach) -> Told:
    counts = {"reached": one.reached, "pending": one.pending, "failed": one.failed, "uncertain": one.uncertain}
    at = one.post.published_at.astimezone().isoformat(sep=" ", timespec="minutes")
    told = "  ".join(f"{name} {count}" for name, count in counts.items())
    fields = {
        "post": one.post.id,
        "title": one.post.title,
        "link": one.post.link,
        "level": one.post.level,
        "state": one.state,
        "published_at": one.post.published_at.isoformat(),
        "announced_at": one.announced_at.isoformat() if one.announced_at else None,
        **counts,
    }
    return Told(f"{one.post.id}  {at}  {one.post.level}  {one.state}  {told}\n  {one.post.title}", fields)


async def _channel(store: Store, channel: Channel) -> Told:
    last = await store.history.last(channel)
    at = last[0].row.changed_at if last and last[0].row else None
    wishes = channel.wishes
    asked = {
        "topics": sorted(wishes.topics),
        "breaking": wishes.wants_breaking,
        "keywords": sorted(wishes.keywords),
        "excluded": sorted(wishes.excluded),
    } if wishes else None  # fmt: skip
    state = "suspended" if channel.suspended else "subscribed" if wishes else "not subscribed"
    told = f"last {at.astimezone().isoformat(sep=' ', timespec='minutes')}" if at else "nothing sent yet"
    words = "; ".join(
        f"{name} {', '.join(value)}" for name, value in (asked or {}).items() if isinstance(value, list) and value
    )
    parts = [channel.id, channel.title, state, words or ("everything" if wishes and wishes.is_everything else ""), told]
    text = "  ".join(filter(None, parts)) + (f"\n  {channel.suspended}" if channel.suspended else "")
    fields = {
        "channel": channel.id,
        "title": channel.title,
        "kind": channel.kind,
        "state": state,
        "wishes": asked,
        "last_at": at.isoformat() if at else None,
        "problem": channel.suspended,
    }
    return Told(text, fields)

"""Says how things stand at a glance: the store, who works on it, what is due on each platform, the newest post."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Lane, Platform
from bot.core.phrases.tables import table_phrases_in
from bot.operator.tables.cells import brief, moment, words
from bot.operator.tables.table import Cell, Column, Fact, Facts, Kind, Tone
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.delivery import Language
    from bot.core.phrases.tables import TablePhrases
    from bot.store.overview import Queue
    from bot.store.store import Store
    from config.settings import Settings


async def status(settings: Settings, language: Language) -> Facts:
    """Return how the bot, the store, each platform and the newest post stand; raises `StoreError`."""
    phrases = table_phrases_in(language)
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        roles = await store.overview.holders()
        where = "embedded" if not settings.redis_url else "at REDIS_URL"
        answers = words(phrases.embedded if where == "embedded" else phrases.at_redis_url)
        waiting = await _waiting(store, phrases)
        facts = [
            Fact(Column(phrases.store, Kind.TEXT), "store", answers, {"what": "store", "where": where}),
            Fact(Column(phrases.roles, Kind.TEXT), "roles", _roles(roles, phrases), {"what": "roles", "roles": roles}),
            waiting,
            *[await _platform(store, platform, phrases) for platform in Platform],
            await _newest(store, phrases),
        ]
    is_waiting = waiting.cell.tone is Tone.WARNING
    return Facts(facts, phrases.no_bot if not roles else phrases.decide if is_waiting else None)


def _roles(roles: Mapping[str, str], phrases: TablePhrases) -> Cell:
    """Return what each process does."""
    by_holder: dict[str, list[str]] = {}
    for role, holder in roles.items():
        by_holder.setdefault(holder, []).append(role)
    told = "; ".join(f"{holder}: {', '.join(held)}" for holder, held in sorted(by_holder.items()))
    return words(told) if told else words(phrases.no_roles, Tone.BAD)


async def _waiting(store: Store, phrases: TablePhrases) -> Fact:
    posts, alerts = await store.held.count(), await store.uncertain.count()
    fields = {"what": "held", "posts": posts, "uncertain": alerts}
    tone = Tone.WARNING if posts or alerts else Tone.PLAIN
    return Fact(Column(phrases.waits, Kind.TEXT), "held", words(phrases.waiting(posts, alerts), tone), fields)


async def _platform(store: Store, platform: Platform, phrases: TablePhrases) -> Fact:
    queue = await store.overview.queue(platform)
    now, ages = datetime.now(UTC), dict[Lane, int | None]()
    for lane, post_id in sorted(queue.oldest.items()):
        at = await store.overview.announced_at(post_id)
        ages[lane] = round((now - at).total_seconds()) if at else None
    lanes = [_lane(lane, count, ages.get(lane), phrases) for lane, count in sorted(queue.by_lane.items())]
    said = [phrases.due(", ".join(lanes) or phrases.nothing_due), phrases.in_flight(queue.in_flight)]
    if queue.paused_until:
        said.append(phrases.paused(f"{queue.paused_until.astimezone():%H:%M:%S}"))
    cell = words("; ".join(said), Tone.WARNING if queue.paused_until else Tone.PLAIN)
    return Fact(Column(platform.capitalize(), Kind.TEXT), platform, cell, _queue(platform, queue, ages))


def _lane(lane: Lane, count: int, age: int | None, phrases: TablePhrases) -> str:
    name = phrases.console.lane_names[lane.name.lower()].lower()
    return f"{name} {count:,}" + ("" if age is None else f" {phrases.oldest(age)}")


def _queue(platform: Platform, queue: Queue, ages: Mapping[Lane, int | None]) -> dict[str, Any]:
    return {
        "what": "platform",
        "platform": platform,
        "due": {lane.name.lower(): count for lane, count in sorted(queue.by_lane.items())},
        "oldest_seconds": {lane.name.lower(): age for lane, age in ages.items()},
        "under_way": queue.in_flight,
        "paused_until": queue.paused_until.isoformat() if queue.paused_until else None,
    }


async def _newest(store: Store, phrases: TablePhrases) -> Fact:
    newest = await store.archive.latest(1)
    column = Column(phrases.newest, Kind.TITLE)
    if not newest:
        return Fact(column, "newest", words(phrases.none, Tone.SOFT), {"what": "newest", "post": None})
    post = newest[0]
    fields = {"what": "newest", "post": post.id, "title": post.title, "published_at": post.published_at.isoformat()}
    title = words(post.title).shown
    cell = Cell(f"{brief(post.published_at)}  {title}", f"{moment(post.published_at).plain}  {title}")
    return Fact(column, "newest", cell, fields)

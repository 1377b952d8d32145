"""Says how things stand at a glance: the store, who works on it, what is due on each platform, the newest post."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from bot.core.delivery import Lane, Platform
from bot.core.phrases.tables import table_phrases_in
from bot.core.text.plain import cut
from bot.operator.tables.cells import brief, moment, named, words
from bot.operator.tables.table import Cell, Row, Table, Tone
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.delivery import Language
    from bot.core.phrases.tables import TablePhrases
    from bot.store.overview import Queue
    from bot.store.store import Store
    from config.settings import Settings

MOST: Final = 60  # characters of a title that say what it is about


async def status(settings: Settings, language: Language) -> Table:
    """Return how the bot, the store, each platform and the newest post stand; raises `StoreError`."""
    phrases = table_phrases_in(language)
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        roles = await store.overview.holders()
        where = "embedded" if not settings.redis_url else "at REDIS_URL"
        answers = words(phrases.embedded if where == "embedded" else phrases.at_redis_url)
        posts, alerts = await store.held.count(), await store.uncertain.count()
        waiting = {"what": "held", "posts": posts, "uncertain": alerts}
        tone = Tone.WARNING if posts or alerts else Tone.PLAIN
        rows = [
            _fact(phrases.store, "store", answers, {"what": "store", "where": where}),
            _fact(phrases.roles, "roles", _roles(roles, phrases), {"what": "roles", "roles": roles}),
            _fact(phrases.waits, "held", words(phrases.waiting(posts, alerts), tone), waiting),
            *[await _platform(store, platform, phrases) for platform in Platform],
            await _newest(store, phrases),
        ]
    return Table((), rows, advice=phrases.no_bot if not roles else phrases.decide if posts or alerts else None)


def _fact(heading: str, name: str, cell: Cell, fields: dict[str, Any]) -> Row:
    """Return what is said of one thing, which people and programs know by another name."""
    return Row([named(heading, name, Tone.STRONG), cell], fields)


def _roles(roles: Mapping[str, str], phrases: TablePhrases) -> Cell:
    """Return what each process does."""
    by_holder: dict[str, list[str]] = {}
    for role, holder in roles.items():
        by_holder.setdefault(holder, []).append(role)
    told = "; ".join(f"{holder}: {', '.join(held)}" for holder, held in sorted(by_holder.items()))
    return words(told) if told else words(phrases.no_roles, Tone.BAD)


async def _platform(store: Store, platform: Platform, phrases: TablePhrases) -> Row:
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
    return _fact(platform.capitalize(), platform, cell, _queue(platform, queue, ages))


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


async def _newest(store: Store, phrases: TablePhrases) -> Row:
    newest = await store.archive.latest(1)
    if not newest:
        return _fact(phrases.newest, "newest", words(phrases.none, Tone.SOFT), {"what": "newest", "post": None})
    post = newest[0]
    fields = {"what": "newest", "post": post.id, "title": post.title, "published_at": post.published_at.isoformat()}
    title = words(post.title).shown
    cell = Cell(f"{brief(post.published_at)}  {cut(title, MOST)}", f"{moment(post.published_at).plain}  {title}")
    return _fact(phrases.newest, "newest", cell, fields)

"""Lists the newest posts, and what became of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.core.delivery import Platform
from bot.core.phrases.tables import table_phrases_in
from bot.core.post import Level
from bot.operator.tables.cells import moment, named, number, words
from bot.operator.tables.table import Column, Kind, Row, Table, Tone
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.phrases.tables import TablePhrases
    from bot.operator.tables.table import Cell
    from bot.store.overview import Reach
    from config.settings import Settings


async def posts(settings: Settings, most: int, language: Language) -> Table:
    """Return the newest posts with what became of each; raises `StoreError`."""
    phrases = table_phrases_in(language)
    said = phrases.console
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        pending: Counter[str] = Counter()
        for platform in Platform:
            pending += (await store.overview.queue(platform)).by_post
        rows = [_row(one, phrases) for one in await store.overview.posts(most, pending)]
    facts = [Column(heading) for heading in (said.published, said.levels_head, said.state)]
    counts = [Column(name, Kind.NUMBER) for name in (phrases.reached, phrases.pending, said.failed, said.uncertain)]
    columns = [Column(phrases.post, Kind.KEY), *facts, *counts, Column(phrases.title, Kind.TITLE)]
    return Table(columns, rows, phrases.alike, advice=None if rows else phrases.no_posts)


def level_of(level: Level, phrases: TablePhrases) -> Cell:
    """Return a post's level; breaking news strikes the eye."""
    return named(phrases.levels[level], level, Tone.STRONG if level is Level.BREAKING else Tone.PLAIN)


def _row(one: Reach, phrases: TablePhrases) -> Row:
    counts = {"reached": one.reached, "pending": one.pending, "failed": one.failed, "uncertain": one.uncertain}
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
    cells = [
        words(one.post.id),
        moment(one.post.published_at),
        level_of(one.post.level, phrases),
        _state(one.state, phrases),
        number(one.reached),
        number(one.pending),
        number(one.failed, Tone.BAD),
        number(one.uncertain, Tone.WARNING),
        words(one.post.title),
        words(one.post.link),
    ]
    return Row(cells, fields)


def _state(state: str, phrases: TablePhrases) -> Cell:
    name = state.rpartition(": ")[2]  # what a post that waits is waiting for
    return named(phrases.states.get(name, name), state, Tone.WARNING if name == "held" else Tone.PLAIN)

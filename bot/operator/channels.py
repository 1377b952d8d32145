"""Lists every channel: what it wishes for, when it got something last, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.phrases.tables import table_phrases_in
from bot.operator.tables.cells import moment, named, words
from bot.operator.tables.table import Column, Kind, Row, Table, Tone
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.delivery import Channel, Language, Wishes
    from bot.core.phrases.tables import TablePhrases
    from bot.operator.tables.table import Cell
    from config.settings import Settings


async def channels(settings: Settings, language: Language) -> Table:
    """Return every channel; raises `StoreError`."""
    phrases = table_phrases_in(language)
    said = phrases.console
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        found = await store.overview.channels()
        times = await store.history.changed_at(found)
        rows = [_row(one, at, phrases) for one, at in zip(found, times, strict=True)]
    columns = [
        Column(said.channel, Kind.KEY),
        Column(said.state),
        Column(said.last),
        Column(said.wishes),
        Column(said.problem),
        Column(phrases.name),
    ]
    return Table(columns, rows, phrases.alike, advice=None if rows else phrases.no_channels)


def _row(channel: Channel, at: datetime | None, phrases: TablePhrases) -> Row:
    wishes = channel.wishes
    state = "suspended" if channel.suspended else "subscribed" if wishes else "not subscribed"
    fields = {
        "channel": channel.id,
        "title": channel.title,
        "kind": channel.kind,
        "state": state,
        "wishes": _asked(wishes) if wishes else None,
        "last_at": at.isoformat() if at else None,
        "problem": channel.suspended,
    }
    cells = [
        words(channel.id),
        _state(state, phrases),
        moment(at, never=phrases.console.never),
        words(_described(wishes, phrases) if wishes else ""),
        words(channel.suspended, Tone.BAD),
        words(channel.title),
    ]
    return Row(cells, fields)


def _state(state: str, phrases: TablePhrases) -> Cell:
    match state:
        case "suspended":
            return named(phrases.suspended, state, Tone.BAD)
        case "subscribed":
            return named(phrases.console.receives, state)
        case _:
            return named(phrases.console.not_subscribed, state, Tone.SOFT)


def _asked(wishes: Wishes) -> dict[str, Any]:
    return {
        "topics": sorted(wishes.topics),
        "breaking": wishes.wants_breaking,
        "keywords": sorted(wishes.keywords),
        "excluded": sorted(wishes.excluded),
    }


def _described(wishes: Wishes, phrases: TablePhrases) -> str:
    """Return in one line what a channel gets and what it never does."""
    parts = [
        phrases.everything if wishes.is_everything else "",
        phrases.breaking if wishes.wants_breaking else "",
        phrases.topics(_listed(wishes.topics)) if wishes.topics else "",
        phrases.keywords(_listed(wishes.keywords)) if wishes.keywords else "",
        phrases.excluded(_listed(wishes.excluded)) if wishes.excluded else "",
    ]
    return "; ".join(filter(None, parts))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))

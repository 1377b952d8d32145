"""Builds the sources that the settings name, each with its watcher and, where others call it, its door."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import choices
from bot.sources.directory.source import DirectorySource
from bot.sources.push.source import PushSource
from bot.watcher import Watcher
from config.sources import DirectorySettings, PushSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiohttp.web import Application

    from bot.core.ports import Ledger, Replays, Source
    from config.settings import Settings
    from config.sources import SourceSettings


def open_sources(settings: Settings, replays: Replays) -> list[Source]:
    """Return a source for each that the settings name."""
    return [_source(one, replays) for one in choices.sources(settings)]


def watchers(settings: Settings, sources: Iterable[Source], ledger: Ledger) -> Sequence[Watcher]:
    """Return a watcher for each source."""
    return [
        Watcher(
            one,
            ledger,
            clock=lambda: datetime.now(UTC),
            rules=choices.level_rules(settings),
            announce_newest=settings.announce_newest,
            brake=choices.brake(settings.brake),
            is_alone=not isinstance(one, PushSource),
        )
        for one in sources
    ]


def doors(sources: Iterable[Source]) -> dict[str, Application]:
    """Return where sources are called, by path: a source that is called has `doors`."""
    return {path: door for one in sources for path, door in getattr(one, "doors", {}).items()}


def _source(one: SourceSettings, replays: Replays) -> Source:
    match one:
        case DirectorySettings():
            return DirectorySource(str(one.folder.absolute()), one.folder)
        case PushSettings():
            secrets = [word.get_secret_value() for word in (one.secret, one.previous_secret) if word]
            return PushSource(one.name, one.path, secrets, replays)
        case _:
            raise NotImplementedError(one.kind)

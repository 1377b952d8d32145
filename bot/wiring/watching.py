"""Builds the sources that the settings name, each with its watcher and, where others call it, its door."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.pipeline.watcher import Watcher
from bot.sources.directory.source import DirectorySource
from bot.sources.feed.reading.reader import Reader
from bot.sources.feed.source import FeedSource
from bot.sources.feed.timetable import Timetable
from bot.sources.git.remote import Remote
from bot.sources.git.source import GitSource
from bot.sources.push.source import PushSource
from bot.web.manners import Manners
from bot.wiring import choices
from config.sources import DirectorySettings, FeedSettings, GitSettings, PushSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiohttp.web import Application

    from bot.core.levels import LevelRule
    from bot.core.ports.sources import Ledger, Replays, Source
    from config.settings import Settings
    from config.sources import SourceSettings


class Feeds:
    """What all feeds share: manners towards hosts, the one that reads, and the address at which hubs reach the bot.

    `word` is the store's secret, by which hubs know where that is and nobody else does.
    """

    def __init__(self, public_url: str, word: str = "") -> None:
        self._public_url = public_url
        self._word = word
        self._manners = Manners()
        self._reader = Reader()

    def open(self, one: FeedSettings) -> FeedSource:
        """Return the source for a feed."""
        return FeedSource(
            one.name,
            one.url,
            timetable=Timetable(one.every, one.at_most),
            manners=self._manners,
            reader=self._reader,
            user_agent=one.user_agent,
            public_url=self._public_url,
            word=self._word,
        )


def open_sources(settings: Settings, replays: Replays, word: str) -> list[Source]:
    """Return a source for each that the settings name; `word` is the store's secret."""
    feeds = Feeds(settings.public_url or "", word)
    return [_source(one, settings, feeds, replays) for one in choices.sources(settings)]


def watchers(
    settings: Settings, sources: Iterable[Source], ledger: Ledger, rules: Sequence[LevelRule]
) -> Sequence[Watcher]:
    """Return a watcher for each source, all of which grade posts by the same rules."""
    return [
        Watcher(
            one,
            ledger,
            clock=lambda: datetime.now(UTC),
            rules=rules,
            announce_newest=settings.announce_newest,
            brake=choices.brake(settings.brake),
            is_alone=not isinstance(one, PushSource),
        )
        for one in sources
    ]


def doors(sources: Iterable[Source]) -> dict[str, Application]:
    """Return where sources are called, by path: a source that is called has `doors`."""
    return {path: door for one in sources for path, door in getattr(one, "doors", {}).items()}


def remote_of(one: GitSettings, settings: Settings) -> Remote:
    """Return the repository that a source's settings name; their own token goes before the one for all."""
    token = one.token or (None if one.token_file else settings.git_token)
    return Remote(
        url=one.url,
        branch=one.branch,
        token=token.get_secret_value() if token else "",
        token_file=one.token_file,
        key_file=one.key_file,
    )


def _source(one: SourceSettings, settings: Settings, feeds: Feeds, replays: Replays) -> Source:
    match one:
        case DirectorySettings():
            return DirectorySource(str(one.folder.absolute()), one.folder)
        case GitSettings():
            return GitSource(
                one.name or "#".join(filter(None, (one.url, one.branch, one.folder))),
                remote_of(one, settings),
                settings.data_dir,
                inside=one.folder,
                every=one.every,
                door=f"/hooks/git/{one.name}",
                secret=one.secret.get_secret_value() if one.secret else "",
            )
        case FeedSettings():
            return feeds.open(one)
        case PushSettings():
            secrets = [word.get_secret_value() for word in (one.secret, one.previous_secret) if word]
            return PushSource(one.name, one.path, secrets, replays)

"""Loop 1: looks at a source, decides what happened, and writes it down."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.core.detector import detect
from bot.core.errors import StoreError
from bot.core.levels import graded
from bot.core.model import Corrected, Published, Retracted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.detector import Findings
    from bot.core.levels import LevelRule
    from bot.core.model import Event, Problem, Sighting
    from bot.core.ports import Ledger, Source

log = structlog.get_logger()
STORE_PAUSE = 0.5


class Watcher:
    """Watches one source.

    `rules` give posts their level, `announce_newest` is how many of a first look's posts are announced.
    """

    def __init__(
        self, source: Source, ledger: Ledger, *, rules: Sequence[LevelRule] = (), announce_newest: int = 0
    ) -> None:
        self._source = source
        self._ledger = ledger
        self._rules = rules
        self._announce_newest = announce_newest
        self._problems: Mapping[str, Problem] = {}
        self._has_looked = False
        self._is_standby = False

    @property
    def name(self) -> str:
        """Return the source's name."""
        return self._source.name

    @property
    def trouble(self) -> str:
        """Return why nothing can be seen, if nothing can."""
        if self._is_standby:
            return ""
        return self._source.trouble or ("" if self._has_looked else "not looked at yet")

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what is wrong with the source's posts as of its last look."""
        return tuple(self._problems.values())

    def stand_by(self) -> None:
        """Take note that another process watches this source."""
        self._is_standby = True

    async def run(self) -> None:
        """Take in every sighting, in order, through every outage of the store."""
        self._is_standby = False
        async for sighting in self._source.sightings():
            self._report(sighting)
            _tell(sighting.source, await self._take_in(sighting))
            self._has_looked = True

    async def _take_in(self, sighting: Sighting) -> Findings:
        """Record what the sighting means, as soon as the store is there to take it."""
        posts = tuple(graded(post, self._rules) for post in sighting.posts)
        graded_sighting = replace(sighting, posts=posts)
        while True:
            try:
                return await self._record(graded_sighting)
            except StoreError as error:
                log.warning("watcher.store_failed", source=sighting.source, why=str(error))
                await asyncio.sleep(STORE_PAUSE)

    async def _record(self, sighting: Sighting) -> Findings:
        among = None if sighting.complete else [*(post.key for post in sighting.posts), *sighting.withdrawn]
        known = await self._ledger.known(sighting.source, among)
        findings = detect(sighting, known, self._announce_newest)
        if findings.events or findings.quiet or known is None:
            await self._ledger.record(sighting.source, findings.events, findings.quiet)
        return findings

    def _report(self, sighting: Sighting) -> None:
        """Log each problem once, and once when it is over."""
        for key, problem in sighting.problems.items():
            if self._problems.get(key) != problem:
                log.warning("post.unreadable", source=sighting.source, problem=str(problem))
        if sighting.complete:
            mended = self._problems.keys() - sighting.problems.keys()
            self._problems = dict(sighting.problems)
        else:
            mended = self._problems.keys() & ({post.key for post in sighting.posts} | sighting.withdrawn)
            kept = {key: problem for key, problem in self._problems.items() if key not in mended}
            self._problems = kept | dict(sighting.problems)
        for key in mended:
            log.info("post.mended", source=sighting.source, key=key)


def _tell(source: str, findings: Findings) -> None:
    if findings.is_baseline:
        log.info("source.baseline", source=source, posts=len(findings.quiet))
    for event in findings.events:
        name, fields = _words(event)
        log.info(name, source=source, **fields)


def _words(event: Event) -> tuple[str, dict[str, str]]:
    match event:
        case Published(post):
            return "post.published", {"post": post.id, "key": post.key, "level": post.level, "link": post.link}
        case Corrected(post):
            return "post.corrected", {"post": post.id, "key": post.key}
        case Retracted(key):
            return "post.retracted", {"key": key}

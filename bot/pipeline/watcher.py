"""Loop 1: looks at a source, decides what happened, and writes it down."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.core.brake import Brake
from bot.core.detector import detect
from bot.core.errors import StoreError
from bot.core.event import Published, Retracted
from bot.core.levels import graded
from bot.core.notice import Matter, Notice
from bot.pipeline.chronicle import tell
from bot.pipeline.roles import in_role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.core.detector import Findings
    from bot.core.event import Event
    from bot.core.levels import LevelRule
    from bot.core.ports.sending import Leases
    from bot.core.ports.sources import Ledger, Source
    from bot.core.sighting import Known, Problem, Sighting

log = structlog.get_logger()
T = TypeVar("T")
STORE_PAUSE = 0.5
MANY = 100  # posts; a decision about fewer takes no more than a few milliseconds


class Watcher:
    """Watches one source.

    `rules` give posts their level, `announce_newest` is how many of a first look's posts are announced, and `brake`
    says which new ones wait for the operator. `is_alone` says that one process at a time watches; what is pushed, every
    process takes in that is called.
    """

    def __init__(
        self,
        source: Source,
        ledger: Ledger,
        *,
        clock: Callable[[], datetime],
        rules: Sequence[LevelRule] = (),
        announce_newest: int = 0,
        brake: Brake | None = None,
        is_alone: bool = True,
    ) -> None:
        self._source = source
        self._ledger = ledger
        self._clock = clock
        self._rules = rules
        self.brake = brake or Brake()
        self._announce_newest = announce_newest
        self._is_alone = is_alone
        self._problems: Mapping[str, Problem] = {}
        self._gone = 0
        self._doubted: set[str] = set()
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
    def looked_at(self) -> datetime | None:
        """Return when this process last read the source, nothing where it has not."""
        return self._source.looked_at

    @property
    def is_standby(self) -> bool:
        """Return whether another process watches this source."""
        return self._is_standby

    @property
    def is_first_look(self) -> bool:
        """Return whether this process is at its first look, which may be one at a whole archive."""
        return not (self._has_looked or self._is_standby or self._source.trouble)

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what is wrong with the source's posts as of its last look."""
        return tuple(self._problems.values())

    @property
    def charges(self) -> Iterator[str]:
        """Yield the keys of the source's notices, whichever process watches it."""
        yield from (f"{matter} {self.name}" for matter in (Matter.SOURCE, Matter.GONE))

    @property
    def notices(self) -> Iterator[Notice]:
        """Yield how the source stands, as far as this process knows: nothing while another one watches it."""
        trouble, gone = self._source.trouble, max(self._gone, len(self._doubted))
        if self._is_standby or not (trouble or self._has_looked):
            return
        yield Notice(matter=Matter.SOURCE, about=self.name, why=trouble, is_over=not trouble)
        if self._has_looked:
            yield Notice(matter=Matter.GONE, about=self.name, count=gone, is_over=not gone)

    async def watch(self, leases: Leases) -> None:
        """Watch until cancelled, while this process holds the role where one is enough."""
        if self._is_alone:
            await in_role(leases, f"watch:{self.name}", self.run, self._stand_by)
        else:
            await self.run()

    def _stand_by(self) -> None:
        """Take note that another process watches this source."""
        self._is_standby = True

    async def run(self) -> None:
        """Take in every sighting, in order, through every outage of the store."""
        self._is_standby = False
        async for sighting in self._source.sightings(partial(self._persistently, self._versions)):
            self._report(sighting, await self._take_in(sighting))
            self._gone = sighting.gone
            self._doubted -= {post.key for post in sighting.posts} | sighting.unchanged
            self._has_looked = True

    async def _take_in(self, sighting: Sighting) -> Mapping[str, Known]:
        """Record what the sighting means, as soon as the store is there to take it; return what was known before."""
        return await self._persistently(partial(self._record, sighting))

    async def _persistently(self, ask: Callable[[], Awaitable[T]]) -> T:
        while True:
            try:
                return await ask()
            except StoreError as error:
                log.warning("watcher.store_failed", source=self.name, why=str(error))
                await asyncio.sleep(STORE_PAUSE)

    async def _versions(self) -> Mapping[str, str]:
        return await self._ledger.versions(self.name)

    async def _record(self, sighting: Sighting) -> Mapping[str, Known]:
        seen = (post.key for post in sighting.posts)
        among = None if sighting.complete else [*seen, *sighting.withdrawn, *sighting.missing, *sighting.problems]
        known, now = await self._ledger.known(sighting.source, among, sighting.unchanged), self._clock()
        findings = await _apart(len(sighting.posts), partial(self._findings, sighting, known, now))
        events = findings.events if findings.is_baseline else await self._held_back(sighting, findings.events, now)
        if events or findings.quiet or known is None:
            outcomes = await self._ledger.record(sighting.source, events, findings.quiet, sighting.authority)
            await tell(sighting.source, findings, zip(events, outcomes, strict=True), known or {})
        await self._ledger.touch(sighting.source, findings.touched)
        return known or {}

    def _findings(self, sighting: Sighting, known: Mapping[str, Known] | None, now: datetime) -> Findings:
        posts = tuple(graded(post, self._rules) for post in sighting.posts)
        return detect(replace(sighting, posts=posts), known, now, self._announce_newest)

    async def _held_back(self, sighting: Sighting, events: Sequence[Event], now: datetime) -> Sequence[Event]:
        """Return the events, those that are to wait with their reason; what befell too many is left out."""
        spared = self.brake.spare(events)
        if count := len(events) - len(spared):
            remedy = "is the right branch checked out, the folder mounted? To withdraw them, remove a few at a time"
            log.error("source.many_gone", source=self.name, count=count, remedy=remedy)
            self._doubted |= {event.key for event in events if isinstance(event, Retracted)}
            events = spared
        calmed = self.brake.calm(events, sighting.authority)
        if calmed is not events:
            remedy = "were the site's defaults changed? To announce some of them, raise a few at a time"
            log.error("source.many_raised", source=self.name, remedy=remedy)
            events = calmed
        fresh = [event.post for event in events if isinstance(event, Published)]
        if not fresh:
            return events
        lately = await self._ledger.lately(sighting.source, self.brake.seconds)
        known = await self._ledger.are_known(sighting.source, fresh)
        hold = partial(
            self.brake.hold, events, lately=lately, authority=sighting.authority, now=now, known=known
        )  # fmt: skip
        return await _apart(len(events), hold)

    def _report(self, sighting: Sighting, known: Mapping[str, Known]) -> None:
        """Log each problem once, and once when it is over."""
        before = self._problems
        for key, problem in sighting.problems.items():
            if before.get(key) != problem:
                post = _id_of(problem, known.get(key))
                log.warning("post.unreadable", source=sighting.source, problem=str(problem), **post)
        if sighting.complete:
            mended = self._problems.keys() - sighting.problems.keys()
            self._problems = dict(sighting.problems)
        else:
            mended = self._problems.keys() & ({post.key for post in sighting.posts} | sighting.withdrawn)
            kept = {key: problem for key, problem in self._problems.items() if key not in mended}
            self._problems = kept | dict(sighting.problems)
        for key in mended:
            log.info("post.mended", source=sighting.source, key=key, **_id_of(before[key], known.get(key)))


def _id_of(problem: Problem, known: Known | None) -> Mapping[str, str]:
    """Return the id of the post that can't be read, if it is one, by which its way is followed."""
    post = known.post_id if known else problem.post
    return {"post": post} if post else {}


async def _apart(count: int, decide: Callable[[], T]) -> T:
    """Decide about many posts in a thread: about a whole archive it would hold the event loop for a while."""
    return decide() if count < MANY else await asyncio.to_thread(decide)

"""What those need of the outside who learn of posts and see to it that they are announced at the right time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.core.sighting import Authority

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from bot.core.event import Event, Outcome, Waiting
    from bot.core.post import Post
    from bot.core.sighting import Known, Sighting

Versions: TypeAlias = "Callable[[], Awaitable[Mapping[str, str]]]"


class Source(Protocol):
    """A place posts come from; `trouble` says why it can't be read, and is empty while it can."""

    name: str
    trouble: str

    @property
    def looked_at(self) -> datetime | None:
        """Return when it was last read, nothing before the first time; of one that is pushed to, when somebody did."""

    def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:
        """Yield a complete look first, then one after each change, until cancelled.

        `versions` returns key -> version of what is known already: what still has its version need not be read.

        The next one is asked for only when this one is recorded: what stands behind a `yield` happens when its posts
        can no longer be lost, and never when they were not taken in. A source that others call answers them there.
        """


class Ledger(Protocol):
    """What sources have shown, and what became of it: the watcher's slice of the store."""

    async def known(
        self, source: str, among: Sequence[str] | None = None, besides: AbstractSet[str] = frozenset()
    ) -> Mapping[str, Known] | None:
        """Return what is known of the source's posts by key, of all `besides` some, or of those `among`.

        None before its first look.
        """

    async def versions(self, source: str) -> Mapping[str, str]:
        """Return by key which version was read of each of the source's posts."""

    async def touch(self, source: str, posts: Sequence[Post]) -> None:
        """Take note of the versions of posts that are known and read as they did, and of their bodies.

        Nothing follows from it but that another body is found.
        """

    async def record(
        self, source: str, events: Sequence[Event], quiet: Sequence[Post] = (), authority: Authority = Authority.SITE
    ) -> Sequence[Outcome]:
        """Write events and their broadcasts in one step; return what came of each.

        `quiet` posts are known and archived but never announced. Where another source of more `authority` shows the
        same post, its word counts.
        """

    async def lately(self, source: str, within: float) -> int:
        """Return how many of the source's posts were recorded as published in the last `within` seconds."""

    async def are_known(self, source: str, posts: Sequence[Post]) -> Sequence[bool]:
        """Return of each post whether one at its address is there already, whatever the source, or was announced once.

        Another one that this source shows beside it is another post.
        """


class Gate(Protocol):
    """Posts that wait before they are announced: for their hour, for their page, and corrections for the next save."""

    async def due(self) -> Sequence[Waiting]:
        """Begin what only waited for its time, and return the posts whose page is to be asked for now."""

    async def announce(self, post_id: str, *, has_page: bool) -> None:
        """Announce a post that waits for its page; without it, no preview of it is to be fetched."""

    async def ask_again(self, post_id: str, pause: float) -> None:
        """Let the post wait for its page for so many seconds more."""

    async def wait(self, longest: float) -> None:
        """Return when something may have become due, after `longest` seconds at the latest."""


class Pages(Protocol):
    """The site as its readers reach it."""

    async def missing(self, link: str, image: str | None, *, is_own: bool) -> str:
        """Return what does not answer yet, the page or its picture, and how; nothing where both are there."""


class Replays(Protocol):
    """Signed requests that were taken already, known to all processes of one bot."""

    async def has(self, request: str) -> bool:
        """Return whether the request with this signature was taken."""

    async def keep(self, request: str, seconds: float) -> None:
        """Remember that it was, for as long as its signature is good."""

"""What those need of the outside who keep the search up to date with the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far an index has come: in which store, up to which change, and of which post that was.

    A store that does not have the change of that post any more has lost some, and is another store.
    """

    store: str = ""
    at: str = "0"
    post_id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A post as it is now; `place` orders posts by their publication and is None where readers may not read it.

    `record` is the post as the store keeps it, `text` its body as `bot.core.text.packing` packs it.
    """

    post_id: str
    place: float | None
    record: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Some changes in their order, and the cursor behind them.

    Without `is_following` they are the first of a store that does not know the cursor which was asked with: what was
    indexed before is not to be found any more. `posts` counts those that readers may read.
    """

    cursor: Cursor
    changes: Sequence[Change]
    posts: int
    is_following: bool = True


class ChangeFeed(Protocol):
    """The archive as those follow it who keep a copy; raises `StoreError`."""

    async def after(self, cursor: Cursor, count: int) -> Changes:
        """Return the next changes, at most so many; a post that changed several times comes once, as it is now."""

    async def wait(self, longest: float) -> None:
        """Return when something may have changed, after `longest` seconds at the latest."""


class Index(Protocol):
    """What is searched; raises `IndexFailed`."""

    async def cursor(self) -> Cursor:
        """Return how far the index has come; the beginning where it has to be made anew."""

    async def take(self, changes: Changes) -> int:
        """Take the changes in, all or none of them; return how many posts are to be found then."""

    async def clear(self) -> None:
        """Forget everything: it is to be made anew."""

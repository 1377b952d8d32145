"""What those need of the outside who tell operators something and carry out what they decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.core.delivery import Channel, Lane, Platform
    from bot.core.event import HeldPost
    from bot.core.notice import Notice


class Held(Protocol):
    """Posts that the brake holds until an operator decides."""

    async def count(self) -> int:
        """Return how many posts are held."""

    async def first(self, most: int) -> Sequence[HeldPost]:
        """Return the posts that are held longest, at most so many."""

    async def all(self) -> Sequence[HeldPost]:
        """Return the held posts, oldest first: the order in which they would have been announced."""

    async def release(self, post_id: str) -> bool:
        """Announce the post, as soon as its page is there; return whether it was held still."""

    async def drop(self, post_id: str) -> bool:
        """Announce the post to nobody, ever; readers find it. Return whether it was held still."""


class Audit(Protocol):
    """What was done by hand, and by whom."""

    async def note(self, who: str, action: str, *, post: str = "", outcome: str = "") -> None:
        """Write down that it is being done, or why it was not (`outcome`)."""


class Uncertain(Protocol):
    """Alerts that are set aside, as nobody knows whether they arrived."""

    async def count(self) -> int:
        """Return how many there are."""


class Kept(Protocol):
    """Channels that have a keeper and were written anew: their keepers may have to be told how they stand."""

    async def written(self, ago: float) -> Sequence[tuple[str, float]]:
        """Return the ids of those that were written last `ago` seconds ago or earlier, each with a mark of when."""

    async def heed(self, channel_id: str, mark: float) -> None:
        """Forget the channel, unless it was written since the mark."""


class Notices(Protocol):
    """What admin chats and keepers are told, each thing once, whichever process tells it and how often."""

    async def tell(self, notice: Notice, chats: Sequence[Channel]) -> bool:
        """Send the notice to the chats; return False where it was told before, or its end without its beginning."""

    async def open(self) -> Collection[str]:
        """Return the keys of the notices that were told and are not over."""

    async def look_after(self, charges: Collection[str]) -> Collection[str]:
        """Say that this process looks after what these keys of notices are about; return all that any process does."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a process knows of the next absence of the store: its name, and how many tell of it before this one."""

    absence: str
    place: int = 0


class Rota(Protocol):
    """What bots agree upon, while the store is there, about telling that it is away."""

    async def attend(self) -> Turn:
        """Say that this process looks after the store; return its turn."""

    async def back(self, absence: str, chats: Sequence[Channel]) -> bool:
        """Send to the chats that this absence is over, and name the next one; return False where that was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much there is of what waits.

    `channels` receive, and of those that the settings name so many are `suspended`; `broadcasts` are on their way
    through their audience; posts are `held` or `waiting` (for their hour or page); deliveries are `uncertain`, or
    `in_flight` by platform. `ready` channels may be written to now, by platform and lane; `oldest` is for how many
    seconds the foremost of them has waited since its post was announced.
    """

    channels: float
    suspended: float
    broadcasts: float
    held: float
    waiting: float
    uncertain: float
    in_flight: Mapping[Platform, int]
    ready: Mapping[tuple[Platform, Lane], int]
    oldest: Mapping[tuple[Platform, Lane], float]


class Tally(Protocol):
    """The store in a few numbers."""

    async def load(self) -> Load:
        """Return how much there is of what waits."""

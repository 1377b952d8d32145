"""What those need of the outside who answer readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.conversation import Asker, Command, Reply
    from bot.core.delivery import Channel
    from bot.core.model import Post


class Desk(Protocol):
    """Answers readers, whatever platform they ask on."""

    commands: tuple[Command, ...]

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Answer a line of text (`/latest 3`, `최신 3`); None where it is not for us."""

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer a command the platform has parsed already, by its canonical name."""


class Listener(Protocol):
    """One platform as readers use it."""

    async def listen(self, desk: Desk) -> None:
        """Publish the command menu, then bring every question to `desk` and its reply back, until cancelled.

        Raises `Unauthorized` where the token is refused; anything that passes is retried inside.
        """

    async def manages(self, asker: Asker) -> bool:
        """Return whether the asker may manage the channel they ask in."""


class Archive(Protocol):
    """Published posts as readers ask for them."""

    async def latest(self, count: int, category: str | None = None) -> Sequence[Post]:
        """Return the newest posts, newest first; the category is compared case-folded."""

    async def categories(self) -> Sequence[tuple[str, int]]:
        """Return every category with its number of posts, most used first."""


class Roster(Protocol):
    """Channels and what they asked for."""

    async def get(self, channel_id: str) -> Channel | None:
        """Return the channel, None where it never subscribed."""

    async def put(self, channel: Channel) -> None:
        """Write the channel, new or changed."""


class NamedRoster(Roster, Protocol):
    """The roster with its memory of which channels the settings named."""

    async def named(self) -> frozenset[str]:
        """Return the ids of the channels that the settings named at the last start."""

    async def name(self, ids: frozenset[str]) -> None:
        """Remember the ids of the channels that the settings name."""

    async def some(self, ids: Sequence[str]) -> Sequence[Channel]:
        """Return those of the channels that are known."""

    async def at_present(self, channel: Channel) -> Channel:
        """Return the channel at the address it lives at now, wherever it was moved since it was written down."""

"""What those need of the outside who tell operators something and carry out what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.model import HeldPost
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


class Uncertain(Protocol):
    """Alerts that are set aside, as nobody knows whether they arrived."""

    async def count(self) -> int:
        """Return how many there are."""


class Notices(Protocol):
    """What the admin chats are told, each thing once, whichever process tells it and how often."""

    async def tell(self, notice: Notice, chats: Sequence[Channel]) -> bool:
        """Send the notice to the chats; return False where it was told before, or its end without its beginning."""

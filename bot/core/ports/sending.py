"""What those who send need of the outside: each caller its own slice, whatever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.core.delivery import Channel, Delivery, Page, Platform, Publication, Receipt
    from bot.core.post import Alert, Post
    from bot.core.schedule.roundup import Gathered


class Messenger(Protocol):
    """One platform as the dispatcher knows it. Every method raises `PlatformError`, by remedy, and nothing else."""

    platform: Platform
    is_idempotent: bool

    async def send(self, channel: Channel, alert: Alert, nonce: str, doubt: float = 0.0, *, reply_to: str = "") -> str:
        """Show `alert` in `channel`; return the message's id. Where idempotent, a repeated nonce shows it once.

        `doubt` is how many seconds ago it was first sent, if it was; where that is too long ago to tell, `Unprovable`.
        It is a reply to the message `reply_to`, where that is still there.
        """

    async def edit(self, channel: Channel, message_id: str, alert: Alert) -> None:
        """Make the message show `alert`; a message that shows it already is a success."""

    async def delete(self, channel: Channel, message_id: str) -> bool:
        """Remove the message; one that is not there raises `Gone`.

        Return whether it is removed: one that the platform keeps says instead that its post was withdrawn.
        """


class Witness(Protocol):
    """What a platform that is not idempotent remembers for bots whose store is away. Raises `PlatformError`."""

    async def has_heard(self, chat: Channel, absence: str) -> bool:
        """Return whether somebody told the chat of this absence."""

    async def note(self, chat: Channel, absence: str) -> None:
        """Take note that the chat was told of this absence."""


class Outbox(Protocol):
    """What is to be sent: the dispatcher's slice of the store."""

    async def claim(self, platform: Platform, limit: int) -> Sequence[Delivery]:
        """Take up to `limit` due deliveries, best lane first, one a channel: each is in flight, with its place."""

    async def settle(self, delivery: Delivery, have: Receipt | None, *, is_followed: bool = False) -> None:
        """Record what the channel now shows; the row stays due while that differs from what it ought to show.

        A new message is to be published where others follow the channel (`is_followed`).
        """

    async def postpone(self, delivery: Delivery, pause: float, why: str, *, uncertain: bool = False) -> None:
        """Give the delivery back, due again after `pause` seconds, and its channel with it."""

    async def defer(self, delivery: Delivery, pause: float, why: str) -> None:
        """Put the delivery off for `pause` seconds; the channel's next one is due. A removal is not put off."""

    async def abandon(self, delivery: Delivery, why: str) -> None:
        """Give this delivery up for good; the channel's next one is due."""

    async def hold(self, delivery: Delivery, why: str) -> None:
        """Set an uncertain delivery aside for the operator; the channel's next one is due."""

    async def gather(self, delivery: Delivery, due: datetime) -> None:
        """Let the post wait for the channel's next roundup, which is due then; the channel's next one is due."""

    async def take_back(self, platform: Platform, working_on: Sequence[Delivery]) -> int:
        """Make deliveries due again whose process is gone, as uncertain; return how many there were."""

    async def wait(self, platform: Platform, longest: float) -> None:
        """Return when something may have become due on the platform, after `longest` seconds at the latest."""

    def wake(self, platform: Platform) -> None:
        """Let this process wait for the platform no longer."""


class Followers(Protocol):
    """A platform's channels that follow others: what is published there they show as well."""

    def may_follow(self, channel: Channel) -> bool:
        """Return whether others can follow the channel, as far as is known."""

    async def publish(self, channel: Channel, message_id: str) -> bool:
        """Publish the message, where it was not; return whether others can follow the channel at all.

        Raises `PlatformError`, by remedy, and nothing else.
        """


class Publications(Protocol):
    """Messages that are to be published, of all processes of one bot."""

    async def claim(self, platform: Platform, limit: int) -> Sequence[Publication]:
        """Take up to `limit` messages, one a channel, breaking news first, within each channel's quota."""

    async def finish(self, publication: Publication) -> None:
        """Take the message for published, or for one that never will be."""

    async def postpone(self, publication: Publication, pause: float) -> None:
        """Let the message wait so many seconds."""

    async def bar(self, publication: Publication, pause: float) -> None:
        """Publish nothing of the channel for so many seconds: the platform said so."""


class Leases(Protocol):
    """Who is alive and who holds which role; both end `lifetime` seconds after they were renewed."""

    lifetime: float

    @property
    def is_alive(self) -> bool:
        """Whether others still take this process for alive; once they don't, they take back what it has claimed."""

    async def beat(self) -> None:
        """Say that this process is alive."""

    async def hold(self, role: str) -> bool:
        """Take or renew a role; return whether this process has it."""

    async def release(self, role: str) -> None:
        """Give a role up, so that another process need not wait."""

    async def wait(self, role: str, longest: float) -> None:
        """Return when the role may be free, after `longest` seconds at the latest."""


class Turns(Protocol):
    """The pace of every platform, shared by all processes of one bot."""

    async def rest(self, channel: Channel) -> float | None:
        """Let the channel rest after a reply; return the seconds until it may get it, None where that is too long."""

    async def replied(self, channel: Channel) -> None:
        """Take note that a reply has arrived: the channel rests from now, not from when it might have gone."""

    async def reserve(self, platform: Platform) -> float:
        """Take the platform's next place for a reply, ahead of broadcasts; return the seconds to wait for it."""

    async def pause(self, platform: Platform, seconds: float) -> None:
        """Let nothing go on the platform for a while."""

    async def pause_channel(self, channel: Channel, seconds: float) -> None:
        """Let nothing go to the channel for a while, neither alerts nor replies."""


class Offences(Protocol):
    """Requests that a platform holds against our address, of all processes of one bot."""

    async def add(self, count: int, most: int) -> tuple[int, float]:
        """Count so many more, 0 to only look.

        Returns how many there were lately, and the seconds until they are fewer than `most` (0.0: they are already).
        """


class Addresses(Protocol):
    """What the courier learns at the door: a channel is closed, or has moved."""

    async def suspend(self, channel: Channel, why: str) -> bool:
        """Stop sending to the channel, keep its wishes, and drop what was due to it.

        Returns False, and does nothing, where the platform has let us in since the channel was read.
        """

    async def move(self, channel: Channel, address: str) -> None:
        """Give the channel a new address: its wishes and due deliveries go along."""


class Broadcasts(Protocol):
    """Posts on their way to their audience: the fan-out's slice of the store."""

    async def page(self, size: int) -> Page | None:
        """Return the next channels of the foremost broadcast, None when none is under way."""

    async def enqueue(
        self, page: Page, chosen: Sequence[Channel], gathered: Sequence[tuple[Channel, datetime]] = ()
    ) -> None:
        """Make the chosen channels' deliveries due and move the broadcast's cursor past the page, in one step.

        Of channels for which it is gathered, each is given with when its next roundup is due.
        """

    async def wait(self, longest: float) -> None:
        """Return when a broadcast may have begun, after `longest` seconds at the latest."""


class Digests(Protocol):
    """What is gathered for channels that want it later: the digester's slice of the store."""

    async def due(self, limit: int) -> Sequence[Gathered]:
        """Return what is due to at most so many channels, longest first; it stays due until it is compiled."""

    async def compile(self, gathered: Gathered, roundup: Post | None, following: datetime) -> bool:
        """Make the roundup due to its channel and gather its posts no more, in one step; None tells nothing.

        What was gathered meanwhile comes at `following`. Return False where something changed and nothing was done.
        """

    async def put_off(self, gathered: Gathered, until: datetime) -> None:
        """Let it be due only then."""

    async def wait(self, longest: float) -> None:
        """Return when something may have become due, after `longest` seconds at the latest."""

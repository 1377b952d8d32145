"""What the loops and handlers need of the outside: each caller its own slice, whatever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.core.model import Authority

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from bot.core.conversation import Asker, Command, Reply
    from bot.core.delivery import Channel, Delivery, Page, Platform, Receipt
    from bot.core.model import Alert, Event, Known, Outcome, Post, Sighting, Waiting

Versions: TypeAlias = "Callable[[], Awaitable[Mapping[str, str]]]"


class Source(Protocol):
    """A place posts come from; `trouble` says why it can't be read, and is empty while it can."""

    name: str
    trouble: str

    def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:
        """Yield a complete look first, then one after each change, until cancelled.

        `versions` returns key -> version of what is known already: what still has its version need not be read.

        The next one is asked for only when this one is recorded: what stands behind a `yield` happens when its posts
        can no longer be lost, and never when they were not taken in. A source that others call answers them there.
        """


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


class Ledger(Protocol):
    """What sources have shown, and what became of it: the watcher's slice of the store."""

    async def known(self, source: str, among: Sequence[str] | None = None) -> Mapping[str, Known] | None:
        """Return what is known of the source's posts by key, or of those `among`; None before its first look."""

    async def versions(self, source: str) -> Mapping[str, str]:
        """Return by key which version was read of each of the source's posts."""

    async def touch(self, source: str, posts: Sequence[Post]) -> None:
        """Take note of the versions of posts that are known and read as they did; nothing follows from it."""

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


class Outbox(Protocol):
    """What is to be sent: the dispatcher's slice of the store."""

    async def claim(self, platform: Platform, limit: int) -> Sequence[Delivery]:
        """Take up to `limit` due deliveries, best lane first, one a channel: each is in flight, with its place."""

    async def settle(self, delivery: Delivery, have: Receipt | None) -> None:
        """Record what the channel now shows; the row stays due while that differs from what it ought to show."""

    async def postpone(self, delivery: Delivery, pause: float, why: str, *, uncertain: bool = False) -> None:
        """Give the delivery back, due again after `pause` seconds, and its channel with it."""

    async def abandon(self, delivery: Delivery, why: str) -> None:
        """Give this delivery up for good; the channel's next one is due."""

    async def hold(self, delivery: Delivery, why: str) -> None:
        """Set an uncertain delivery aside for the operator; the channel's next one is due."""

    async def take_back(self, platform: Platform, working_on: Sequence[Delivery]) -> int:
        """Make deliveries due again whose process is gone, as uncertain; return how many there were."""

    async def wait(self, platform: Platform, longest: float) -> None:
        """Return when something may have become due on the platform, after `longest` seconds at the latest."""

    def wake(self, platform: Platform) -> None:
        """Let this process wait for the platform no longer."""


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


class Addresses(Protocol):
    """What the courier learns at the door: a channel is closed, or has moved."""

    async def suspend(self, channel: Channel, why: str) -> None:
        """Stop sending to the channel, keep its wishes, and drop what was due to it."""

    async def move(self, channel: Channel, address: str) -> None:
        """Give the channel a new address: its wishes and due deliveries go along."""


class Broadcasts(Protocol):
    """Posts on their way to their audience: the fan-out's slice of the store."""

    async def page(self, size: int) -> Page | None:
        """Return the next channels of the foremost broadcast, None when none is under way."""

    async def enqueue(self, page: Page, chosen: Sequence[Channel]) -> None:
        """Make the chosen channels' deliveries due and move the broadcast's cursor past the page, in one step."""

    async def wait(self, longest: float) -> None:
        """Return when a broadcast may have begun, after `longest` seconds at the latest."""

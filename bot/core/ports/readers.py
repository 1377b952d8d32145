"""What those need of the outside who answer readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.core.delivery import Channel
    from bot.core.post import Post
    from bot.core.readers.conversation import Asker, Command, Reply
    from bot.core.why.history import Circumstances, Pending


class Desk(Protocol):
    """Answers readers, whatever platform they ask on."""

    commands: tuple[Command, ...]

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Answer a line of text (`/latest 3`, `최신 3`); None where it is not for us."""

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer a command the platform has parsed already, by its canonical name."""

    async def pressed(
        self,
        press: str,
        asker: Asker,
        *,
        chosen: Sequence[str] | None = None,
        before: Sequence[str] | None = None,
        text: str | None = None,
    ) -> Reply | None:
        """Answer a button, a menu with what is `chosen` in it, or a form with the `text` that it was filled in with.

        `before` is what was chosen in the menu as the reader saw it. None to a reader who presses too often and was
        told so.
        """

    async def suggested(self, words: str, asker: Asker) -> Sequence[Post]:
        """Return the newest stories that match, or of all where nothing is asked: at most 50, for them to pass on."""

    async def completed(self, name: str, parameter: str, begun: str, asker: Asker) -> Sequence[str]:
        """Return what an argument may become that was begun: at most 25, the likeliest first."""

    async def joined(self, asker: Asker) -> Reply | None:
        """Return what the bot says where the asker has just let it in; None where it has been there before."""


class Listener(Protocol):
    """One platform as readers use it."""

    @property
    def is_shared(self) -> bool:
        """Return whether every process may listen at once."""

    async def listen(self, desk: Desk) -> None:
        """Publish the command menu, then bring every question to `desk` and its reply back, until cancelled.

        Raises `Unauthorized` where the token is refused; anything that passes is retried inside.
        """


class Rights(Protocol):
    """Who may do what where, asked of the platform at each call; raises `PlatformError`s."""

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker may manage the channel."""

    async def lacking(self, channel: Channel) -> Sequence[str]:
        """Return the permissions that the bot lacks to show alerts there, in the platform's words."""

    async def writes(self, channel: Channel) -> bool:
        """Return whether alerts arrive there, be it without what the bot lacks for some part of them."""

    async def unheard(self, channel: Channel) -> Sequence[str]:
        """Return those of the channel's roles whose members are not notified though its alerts mention them."""

    async def find(self, reference: str, asker: Asker) -> Channel | None:
        """Return the channel of the asker's platform that is meant: an address, an @name, a mention; None for none."""

    async def private(self, asker: Asker) -> Channel | None:
        """Return the private chat between the asker and the bot; None where they take no messages from it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Posts that were found, newest first; `is_more` says that there are older ones.

    `skip` newer ones come before them, of `total` where that is known.
    """

    posts: tuple[Post, ...]
    is_more: bool
    skip: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the archive: of one `category`, breaking news, what was published `since` an aware time; or all."""

    category: str = ""
    is_breaking: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page of a list begins: after so many posts, or beside the post of this id where that is still there.

    Beside it is right after it, or right before it where `is_before`: what arrives meanwhile moves no story off a page.
    """

    skip: int = 0
    post_id: str = ""
    is_before: bool = False


class Archive(Protocol):
    """Published posts as readers ask for them."""

    async def browse(self, shelf: Shelf, count: int, spot: Spot) -> Found:
        """Return a page of a shelf; where fewer posts are left than the spot skips, the last ones."""

    async def latest(self, count: int, category: str | None = None) -> Sequence[Post]:
        """Return the newest posts, newest first; the category is compared case-folded."""

    async def categories(self) -> Sequence[tuple[str, int]]:
        """Return every category with its number of posts, most used first."""


class Roster(Protocol):
    """Channels and what they asked for."""

    async def get(self, channel_id: str) -> Channel | None:
        """Return the channel, None where it never subscribed."""

    async def change(self, channel_id: str, decide: Callable[[Channel | None], Channel | None]) -> Channel | None:
        """Write what is decided on from the channel as it stands, where that is not None; return how it stands then.

        `decide` is asked again whenever somebody else writes the channel meanwhile: nobody's change is lost.
        """


class WholeRoster(Roster, Protocol):
    """The roster as those see it who take note of a whole chat."""

    async def within(self, channel: Channel) -> Sequence[Channel]:
        """Return the channels that are parts of this one: the topics of a forum."""


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


class RenamingRoster(Protocol):
    """The roster as those see it who find the numbers of channels that the settings call by an @name."""

    async def named(self) -> frozenset[str]:
        """Return the ids of the channels that the settings named at the last start."""

    async def at_present(self, channel: Channel) -> Channel:
        """Return the channel at the address it lives at now, wherever it was moved since it was written down."""

    async def rename(self, name: Channel, found: Channel) -> bool:
        """Give a channel that is known by its `name` the number by which it was `found`, and all that it was sent.

        Return False where it is just being written to.
        """

    async def renaming(self) -> Mapping[str, str]:
        """Return the ids of channels that were renamed and have not been given yet all they were sent, with the new."""


class History(Protocol):
    """What became of posts in a channel."""

    async def of(self, post_id: str, channel: Channel) -> Circumstances | None:
        """Return all that bears on the post in the channel; None where there is no such post."""

    async def last(self, channel: Channel) -> Sequence[Circumstances]:
        """Return what the channel was sent last, or what could not be sent, newest first: at most five posts."""

    async def pending(self, channel: Channel, most: int = 5) -> Pending:
        """Return how many posts are due to the channel, and the first of them."""


class Greetings(Protocol):
    """Remembers for a while where the bot has said hello."""

    async def begin(self, channel: Channel) -> bool:
        """Take note that it says hello there; return False where it has lately."""


class Bookmarks(Protocol):
    """Questions too long for a button, kept so that it can ask them all the same."""

    async def keep(self, question: str, reader: str) -> str:
        """Keep a reader's question for some weeks after its last use; return twelve letters, for the same the same."""

    async def recall(self, mark: str) -> str | None:
        """Return the question that the letters stand for; None where it was forgotten."""


class Search(Protocol):
    """Finds published posts by their words."""

    async def find(self, words: str, count: int, *, skip: int = 0, after: str = "") -> Found:
        """Return posts with all of the words and "quoted phrases", newest first.

        Those after the post of this id where it is still there, else those without the `skip` newest.
        """

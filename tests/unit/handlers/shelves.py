"""An archive and a roster in memory, true to their ports, and the readers who ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.errors import StoreError
from bot.core.ports.readers import Found
from bot.core.post import Level, Post, post_id
from bot.core.readers.conversation import Asker, Span
from bot.core.text.hits import hits
from bot.core.text.packing import unpack
from bot.core.text.terms import terms_of
from bot.core.why.history import Circumstances, Pending
from handlers.desk import CommandDesk
from handlers.registry import Resources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.event import HeldPost
    from bot.core.ports.operators import Held
    from bot.core.ports.readers import Archive, Desk, Greetings, History, Rights, Search, Shelf, Spot, WholeRoster
    from bot.core.readers.conversation import Reply
    from bot.core.text.terms import Term

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class MemoryArchive:
    """Posts in a list; `is_broken` makes every question fail as a lost store does."""

    def __init__(self, *posts: Post) -> None:
        self.posts = sorted(posts, key=lambda post: post.published_at, reverse=True)
        self.is_broken = False

    async def latest(self, count: int, category: str | None = None) -> Sequence[Post]:
        """Return the newest posts, newest first."""
        self._must_work()
        wanted = None if category is None else category.casefold()
        return [post for post in self.posts if wanted is None or wanted in _folded(post)][:count]

    async def browse(self, shelf: Shelf, count: int, spot: Spot) -> Found:
        """Return a page of a shelf; where fewer posts are left than the spot skips, the last ones."""
        self._must_work()
        there = [post for post in self.posts if _is_on(post, shelf)]
        skip, beside = spot.skip, next((at for at, post in enumerate(there) if post.id == spot.post_id), None)
        if beside is not None:
            skip = beside - count if spot.is_before else beside + 1
        skip = max(0, skip if skip < len(there) else len(there) - count)
        posts = tuple(there[skip : skip + count])
        return Found(posts, is_more=skip + len(posts) < len(there), skip=skip, total=len(there))

    async def categories(self) -> Sequence[tuple[str, int]]:
        """Return every category with its number of posts, most used first."""
        self._must_work()
        return Counter(category for post in self.posts for category in post.categories).most_common()

    def _must_work(self) -> None:
        if self.is_broken:
            raise ConnectionError("the reader asked for 비밀")


class MemorySearch:
    """Finds the archive's posts by looking through all of them; `asked` are the pages that were asked for."""

    def __init__(self, archive: MemoryArchive) -> None:
        self._archive = archive
        self.asked: list[tuple[str, int, int]] = []

    async def find(self, words: str, count: int, *, skip: int = 0, after: str = "") -> Found:
        """Return posts with all of the words, newest first, without the `skip` newest or those up to one."""
        self.asked.append((words, count, skip))
        terms = terms_of(words)
        posts = [post for post in await self._archive.latest(10_000) if terms and _has(post, terms)]
        skip = next((place + 1 for place, post in enumerate(posts) if post.id == after), skip)
        return Found(tuple(posts[skip : skip + count]), is_more=len(posts) > skip + count)


class MemoryBookmarks:
    """Questions in a dictionary; `is_broken` makes every use fail as a lost store does."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.is_broken = False

    async def keep(self, question: str, reader: str) -> str:
        """Keep a reader's question; return twelve letters, for the same the same."""
        self._must_work()
        mark = "".join(chr(97 + byte % 26) for byte in sha256(f"{reader} {question}".encode()).digest()[:12])
        self.kept[mark] = question
        return mark

    async def recall(self, mark: str) -> str | None:
        """Return the question that the letters stand for; None where it was forgotten."""
        self._must_work()
        return self.kept.get(mark)

    def _must_work(self) -> None:
        if self.is_broken:
            raise StoreError("the store is away")


class MemoryRoster:
    """Channels in a dictionary."""

    def __init__(self, *channels: Channel) -> None:
        self.channels = {channel.id: channel for channel in channels}

    async def get(self, channel_id: str) -> Channel | None:
        """Return the channel, None where it never subscribed."""
        return self.channels.get(channel_id)

    async def change(self, channel_id: str, decide: Callable[[Channel | None], Channel | None]) -> Channel | None:
        """Write what is decided on, where that is not None; return how the channel stands then."""
        if decided := decide(self.channels.get(channel_id)):
            self.channels[channel_id] = decided
        return self.channels.get(channel_id)

    async def within(self, channel: Channel) -> Sequence[Channel]:
        """Return the topics of the channel."""
        return [one for one in self.channels.values() if one.id.startswith(f"{channel.id}/")]

    async def put(self, channel: Channel) -> None:
        """Write the channel."""
        self.channels[channel.id] = channel

    async def suspend(self, channel: Channel, why: str) -> None:
        """Stop sending to the channel and keep its wishes."""
        self.channels[channel.id] = replace(channel, suspended=why)

    async def move(self, channel: Channel, address: str) -> None:
        """Give the channel a new address."""
        moved = replace(self.channels.pop(channel.id), address=address)
        self.channels[moved.id] = moved


class MemoryHeld:
    """Held posts in a dictionary, and what was decided about those that were."""

    def __init__(self, *posts: HeldPost) -> None:
        self.posts = {one.post.id: one for one in posts}
        self.released: list[str] = []
        self.dropped: list[str] = []

    async def count(self) -> int:
        """Return how many posts are held."""
        return len(self.posts)

    async def first(self, most: int) -> Sequence[HeldPost]:
        """Return the posts that are held longest, at most so many."""
        return list(self.posts.values())[:most]

    async def all(self) -> Sequence[HeldPost]:
        """Return the held posts, oldest first."""
        return list(self.posts.values())

    async def release(self, post_id: str) -> bool:
        """Announce the post."""
        self.released += [post_id] if post_id in self.posts else []
        return self.posts.pop(post_id, None) is not None

    async def drop(self, post_id: str) -> bool:
        """Announce the post to nobody."""
        self.dropped += [post_id] if post_id in self.posts else []
        return self.posts.pop(post_id, None) is not None


class MemoryHistory:
    """What became of posts, newest first, and what is due."""

    def __init__(self) -> None:
        self.told: list[Circumstances] = []
        self.due: list[Circumstances] = []

    async def of(self, post_id: str, channel: Channel) -> Circumstances | None:
        """Return what is known of the post in the channel."""
        return next((one for one in self.told if (one.post.id, one.channel.id) == (post_id, channel.id)), None)

    async def last(self, channel: Channel) -> Sequence[Circumstances]:
        """Return what the channel was sent last."""
        return [one for one in self.told if one.channel.id == channel.id][:5]

    async def pending(self, channel: Channel, most: int = 5) -> Pending:
        """Return what is due to the channel."""
        due = [one for one in self.due if one.channel.id == channel.id]
        return Pending(len(due), tuple(due[:most]))


class MemoryGreetings:
    """Where the bot has said hello."""

    def __init__(self) -> None:
        self.greeted: set[str] = set()

    async def begin(self, channel: Channel) -> bool:
        """Take note that it says hello there; return False where it has."""
        is_first = channel.id not in self.greeted
        self.greeted.add(channel.id)
        return is_first


class Chat:
    """A desk with its archive, roster and clock, and a reader before it."""

    def __init__(self, *posts: Post, asker: Asker | None = None, is_manager: bool = True) -> None:
        self.archive, self.roster, self.held = MemoryArchive(*posts), MemoryRoster(), MemoryHeld()
        self.audit = MemoryAudit()
        self.search = MemorySearch(self.archive)
        self.bookmarks = MemoryBookmarks()
        self.admin_chats: set[str] = set()
        self.asker = asker or reader()
        self.now = NOON
        self.is_manager = is_manager
        self.asked: list[Asker] = []
        self.rights = MemoryRights(self)
        self.history, self.greetings = MemoryHistory(), MemoryGreetings()
        desk: Desk = CommandDesk(resources(self))
        self.desk = desk

    async def says(self, text: str) -> Reply | None:
        """Type a line, and return the reply."""
        return await self.desk.typed(text, self.asker)

    async def reads(self, text: str) -> str:
        """Type a line a second after the last one, and return the text of the reply, empty for none."""
        self.now += timedelta(seconds=1)
        reply = await self.says(text)
        return "" if reply is None else shown(reply)

    async def topics(self) -> set[str] | None:
        """Return what the reader's channel wishes for, None where it is not subscribed."""
        channel = await self.roster.get(self.asker.channel.id)
        return None if channel is None or channel.wishes is None else set(channel.wishes.topics)

    async def is_admin_chat(self, channel_id: str) -> bool:
        """Return whether the channel of this id is an admin chat."""
        return channel_id in self.admin_chats


class MemoryRights:
    """What the chat says about its readers' rights; the asker's own word counts where they have one."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.lacks: tuple[str, ...] = ()
        self.unpinged: tuple[str, ...] = ()

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker may manage the channel."""
        if asker.manages is not None and asker.channel.id == channel.id:
            return asker.manages
        self._chat.asked.append(asker)
        return self._chat.is_manager

    async def lacking(self, channel: Channel) -> Sequence[str]:
        """Return what is missing, in every channel."""
        assert channel
        return self.lacks

    async def writes(self, channel: Channel) -> bool:
        """Return whether nothing is missing, or only what is for a part of an alert."""
        assert channel
        return not set(self.lacks) - {"Embed Links"}

    async def unheard(self, channel: Channel) -> Sequence[str]:
        """Return those of the channel's roles that ping nobody."""
        return [role for _, role in channel.roles if role in self.unpinged]

    async def find(self, reference: str, asker: Asker) -> Channel | None:
        """Return the channel of that address or title, where the roster has it."""
        there = (one for one in self._chat.roster.channels.values() if one.platform is asker.channel.platform)
        return next((one for one in there if reference in {one.address, one.title}), None)

    async def private(self, asker: Asker) -> Channel | None:
        """Return the chat whose address is the asker's number."""
        return replace(asker.channel, address=asker.user, kind=Kind.PRIVATE, title="")


class MemoryAudit:
    """What was noted, in a list."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, ...]] = []

    async def note(self, who: str, action: str, *, post: str = "", outcome: str = "") -> None:
        """Write it down."""
        self.noted.append((who, action, post, outcome))


def resources(chat: Chat) -> Resources:
    """Return all that the chat's commands are answered from."""
    archive: Archive = chat.archive
    search: Search = chat.search
    roster: WholeRoster = chat.roster
    held: Held = chat.held
    rights: Rights = chat.rights
    history: History = chat.history
    greetings: Greetings = chat.greetings
    return Resources(
        archive=archive,
        search=search,
        bookmarks=chat.bookmarks,
        roster=roster,
        held=held,
        audit=chat.audit,
        rights=rights,
        history=history,
        greetings=greetings,
        is_admin_chat=chat.is_admin_chat,
        clock=lambda: chat.now,
    )


def reader(
    kind: Kind = Kind.PRIVATE, language: Language = Language.KO, *, user: str = "7", manages: bool | None = None
) -> Asker:
    """Return somebody who asks in a channel of this kind."""
    channel = Channel(platform=Platform.TELEGRAM, address="100", kind=kind, title="동네 소식")
    return Asker(channel, user, language, manages)


def post(title: str, *categories: str, minutes: int = 0, level: Level = Level.NORMAL) -> Post:
    """Return a post published so many minutes before noon."""
    return Post(
        id=post_id(title),
        key=title,
        title=title,
        link=f"https://news.example/{post_id(title)}",
        published_at=NOON - timedelta(minutes=minutes),
        categories=categories,
        level=level,
    )


def shown(reply: Reply) -> str:
    """Return the reply's text as one string, a line for each of its lines, without its times."""
    return "\n".join("".join(part.text for part in line if isinstance(part, Span)) for line in reply.lines)


def titles(reply: Reply | None) -> list[str]:
    """Return the texts of the reply's links."""
    assert reply is not None, "there was no answer"
    return [part.text for line in reply.lines for part in line if isinstance(part, Span) and part.href]


def presses(reply: Reply | None) -> list[str]:
    """Return what the reply's buttons ask."""
    assert reply is not None, "there was no answer"
    return [button.press for row in reply.buttons for button in row]


def _has(post: Post, terms: Sequence[Term]) -> bool:
    texts = (post.title, post.excerpt, *post.categories, unpack(post.text))
    return all(any(hits(text, [term]) for text in texts) for term in terms)


def _is_on(post: Post, shelf: Shelf) -> bool:
    return (
        (not shelf.category or shelf.category.casefold() in _folded(post))
        and (not shelf.is_breaking or post.level is Level.BREAKING)
        and (shelf.since is None or post.published_at >= shelf.since)
    )


def _folded(post: Post) -> set[str]:
    return {category.casefold() for category in post.categories}

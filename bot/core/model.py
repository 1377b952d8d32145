"""The nouns of a post's life: what was published, and what happened to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.notice import Notice


class Level(StrEnum):
    """How loudly a post is announced."""

    BREAKING = "breaking"
    NORMAL = "normal"
    SILENT = "silent"
    NONE = "none"


class Note(StrEnum):
    """What a short message below an alert says of its post: it is breaking news now, or what was corrected in it."""

    RAISED = "raised"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundup:
    """Stories that were gathered for channels of the same wishes, as one message shows them.

    `members` are the ids of the posts, newest first, and `more` how many others there was no place for. `topics` are
    the categories that were wished for, case-folded, and `zone` is the name of the time zone that it tells time in.
    `edition` counts how often one of them read differently afterwards. `stories` are those that are not withdrawn, as
    they read now: they are looked up when the message is written.
    """

    members: tuple[str, ...]
    more: int = 0
    topics: tuple[str, ...] = ()
    zone: str = ""
    edition: int = 0
    stories: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the newsroom published.

    `key` is the source's own name for it (a path, a feed's guid); `id` is made from site and key when first seen. Text
    is plain, NFC, without markup; `link` and `image` are absolute http(s) URLs; `published_at` is aware. `declared` is
    the level the post asks for itself, `level` the one it has after the settings' rules. Nobody is to see it before
    `embargo`. `correction` is what the editor says about a correction, `corrected_at` when the last one was seen;
    `has_page` says that the link may be previewed. `body` is a digest of the text below the front matter, empty where
    that is too short to tell posts apart. Without `has_own_link` the link is other posts' as well, and tells nothing of
    which post this is. `version` is the source's own mark of what it read, by which it knows later that there is
    nothing to read; the same post with another mark is the same post. `text` is the body as plain text, packed
    (`bot.core.packing`): no alert shows it, the search finds it. With a `note` it is none of the newsroom's: what
    is shown of it is a note on the post as it was when the note was made. Nor is it with a `notice`: that is for
    operators, and all there is of it. Nor with a `roundup`, of other posts.
    """

    id: str
    key: str
    title: str
    link: str
    published_at: datetime
    excerpt: str = ""
    image: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    declared: Level | None = None
    level: Level = Level.NORMAL
    embargo: datetime | None = None
    correction: str = ""
    corrected_at: datetime | None = None
    body: str = ""
    has_page: bool = True
    has_own_link: bool = field(default=True, compare=False)
    version: str = field(default="", compare=False)
    text: str = field(default="", compare=False, repr=False)
    note: Note | None = None
    notice: Notice | None = None
    roundup: Roundup | None = None

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change when a reader of the alert would see a difference.

        The date and the level that rules gave are left out on purpose: neither a date correction nor a change of
        settings may edit every message. A note never reads differently, nor does a notice.
        """
        if self.roundup:
            return f"roundup-{self.roundup.edition}"
        if self.note or self.notice:
            return self.note or "notice"
        seen = (self.title, self.excerpt, self.link, self.image or "", self.declared or "", *self.categories)
        said = (f"\x1e{self.correction}",) if self.correction else ()
        return digest("\x1f".join((*seen, *said)))

    @property
    def likeness(self) -> frozenset[str]:
        """By what a post is known again under another key: its title and day, its body, and its own address."""
        link = digest(self.link) if self.has_own_link else ""
        return frozenset(filter(None, (digest(f"{self.title}\x1f{self.published_at.date()}"), self.body, link)))


def post_id(name: str) -> str:
    """Return the id of the post with this name, which no other post of any site has: sixteen hex digits."""
    return digest(name, size=8)


def digest(text: str, *, size: int = 6) -> str:
    """Return `size` bytes of the text's digest as hex digits."""
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of a post under one of its keys: how it read, which post it is, and by what it is known.

    `version` is the one its source read.
    """

    fingerprint: str
    post_id: str
    likeness: frozenset[str] = frozenset()
    level: Level = Level.NORMAL
    embargo: datetime | None = None
    version: str = ""


class Authority(IntEnum):
    """Whose word counts where several sources show the same post: the site's own files', or who says least of it."""

    FEED = 0
    PUSH = 1
    SITE = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one file, setting or entry, where, and what to do about it."""

    where: str
    what: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        """Return `where:line: what; remedy`."""
        place = self.where if self.line is None else f"{self.where}:{self.line}"
        return f"{place}: {self.what}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a source saw in one look.

    `complete` says whether absence means withdrawal: yes for a folder, no for a feed's window. `withdrawn` names the
    keys a partial look saw disappear; keys in `problems`, in `unsettled` (being written) and in `unchanged` (there, and
    not read, for their version is the known one) are neither new nor gone. `missing` are away for the moment, which is
    no withdrawal yet, but may be the half of a rename. `gone` are so many at once that none is withdrawn for it.
    """

    source: str
    posts: tuple[Post, ...]
    complete: bool
    withdrawn: frozenset[str] = frozenset()
    problems: Mapping[str, Problem] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    authority: Authority = Authority.SITE
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A post is there that was not there before; `held` says why it waits for the operator, if it does."""

    post: Post
    held: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A post that is known reads differently now, or has another key than the one it `was` known by.

    `is_raised` says that its level asks for more than before.
    """

    post: Post
    was: str = ""
    is_raised: bool = False


@dataclass(frozen=True, slots=True)
class Retracted:
    """A post that is known is gone."""

    key: str


Event: TypeAlias = Published | Corrected | Retracted


class Outcome(StrEnum):
    """What came of an event once it was recorded."""

    PUBLISHED = "published"
    RESTORED = "restored"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    WAITING = "waiting"
    HELD = "held"
    QUIET = "quiet"
    RECOGNIZED = "recognized"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that waits for its page to be there: since when, and how many seconds it may; `asked` counts the tries.

    `is_own` says that the operator's own site names the page; one that was pushed may name any.
    """

    post: Post
    waited: float
    patience: float
    asked: int = 0
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that the brake set aside for the operator: since when, and why."""

    post: Post
    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A post as readers meet it, before any markup: text is one line (headline, correction) or short (excerpt).

    `corrected_at`, in the site's own zone, marks a message that said something else before. Without `has_page` nothing
    of the site is to be fetched for it. With a `note` it is shown as that note, and the rest only where that says so;
    with a `notice` or a `roundup`, as that alone. `is_hushed` says that it makes no sound, whatever its level.
    """

    headline: str
    excerpt: str
    link: str
    image: str | None
    level: Level
    published_at: datetime
    categories: tuple[str, ...] = ()
    correction: str = ""
    corrected_at: datetime | None = None
    has_page: bool = True
    note: Note | None = None
    notice: Notice | None = None
    roundup: Roundup | None = None
    is_hushed: bool = False

    @property
    def is_silent(self) -> bool:
        """Return whether its message makes no sound."""
        return self.is_hushed or self.level is Level.SILENT

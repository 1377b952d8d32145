"""The nouns of what was published, and of the alert that readers meet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    (`bot.core.text.packing`): no alert shows it, the search finds it. With a `note` it is none of the newsroom's: what
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

"""The nouns of a post's life: what was published, and what happened to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Level(StrEnum):
    """How loudly a post is announced."""

    BREAKING = "breaking"
    NORMAL = "normal"
    SILENT = "silent"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the newsroom published.

    `key` is the source's own name for it (a path, a feed's guid); `id` is made from site and key when first seen.
    Text is plain, NFC, without markup; `link` and `image` are absolute http(s) URLs; `published_at` is aware.
    `declared` is the level the post asks for itself, `level` the one it has after the settings' rules.
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

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change when a reader of the alert would see a difference.

        The date and the level that rules gave are left out on purpose: neither a date correction nor a change of
        settings may edit every message.
        """
        seen = (self.title, self.excerpt, self.link, self.image or "", self.declared or "", *self.categories)
        return hashlib.blake2b("\x1f".join(seen).encode(), digest_size=6).hexdigest()


def post_id(name: str) -> str:
    """Return the id of the post with this name, which no other post of any site has: sixteen hex digits."""
    return hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


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
    keys a partial look saw disappear; keys in `problems`, and in `unsettled` (being written), are neither new nor gone.
    """

    source: str
    posts: tuple[Post, ...]
    complete: bool
    withdrawn: frozenset[str] = frozenset()
    problems: Mapping[str, Problem] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Published:
    """A post is there that was not there before."""

    post: Post


@dataclass(frozen=True, slots=True)
class Corrected:
    """A post that was announced reads differently now."""

    post: Post


@dataclass(frozen=True, slots=True)
class Retracted:
    """A post that was announced is gone."""

    key: str


Event: TypeAlias = Published | Corrected | Retracted


@dataclass(frozen=True, slots=True)
class Alert:
    """A post as readers meet it, before any markup: text is one line (headline) or short (excerpt)."""

    headline: str
    excerpt: str
    link: str
    image: str | None
    level: Level
    published_at: datetime
    categories: tuple[str, ...] = ()

"""The nouns of what a source saw, and of what was known before."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.post import Post


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
    """What is wrong with one file, setting or entry, where, and what to do about it.

    `post` is the id that the post gets once it can be read, if it is a post's.
    """

    where: str
    what: str
    remedy: str
    line: int | None = None
    post: str = field(default="", compare=False)

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

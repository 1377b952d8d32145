"""The nouns of what happened to a post, and of what came of that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.post import Post


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

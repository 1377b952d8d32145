"""The nouns of a delivery: which channel ought to show which post, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from bot.core.hours import AT_ANY_HOUR, Hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.core.post import Level, Post


class Platform(StrEnum):
    """A chat service."""

    TELEGRAM = "telegram"
    DISCORD = "discord"


class Language(StrEnum):
    """A language we answer in."""

    KO = "ko"
    EN = "en"


class Kind(StrEnum):
    """What sort of place a channel is; it decides the pace and who may manage it."""

    BROADCAST = "broadcast"
    GROUP = "group"
    PRIVATE = "private"


class Lane(IntEnum):
    """Whose turn it is: lower goes first. Notices go as replies do."""

    BREAKING = 0
    REPLY = 1
    NORMAL = 2
    CORRECTION = 3
    DIGEST = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a channel asked for: each topic adds to what comes, each excluded word takes away. No topic is everything.

    `topics` are categories, case-folded. `wants_breaking` adds all breaking news. Stories with one of the `keywords`
    are added, those with one of `excluded` never come; both are literal, NFC and case-folded.
    """

    topics: frozenset[str] = frozenset()
    wants_breaking: bool = False
    keywords: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        """Return whether no topic was named: all stories come but those with an excluded word."""
        return not (self.topics or self.wants_breaking or self.keywords)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place that shows alerts: a Telegram chat, or a Discord channel.

    `address` is the platform's own id or @name. `wishes` is None where nobody subscribed (any more). `since` is when
    it subscribed: older posts are not for it. `suspended` says why the platform refuses us, or is empty;
    `suspended_at` is when it began to, the last time that it did; `admitted_at` is when, after that, it said that we
    may write there. `language` is
    the client's until `has_chosen_language`. `keeper` is the person who connected the channel, by the platform's id.
    `roles` are the ids of the roles that are mentioned with alerts of a level, on Discord.
    """

    platform: Platform
    address: str
    kind: Kind = Kind.BROADCAST
    title: str = ""
    language: Language = Language.KO
    wishes: Wishes | None = None
    since: datetime | None = None
    suspended: str = ""
    suspended_at: datetime | None = None
    admitted_at: datetime | None = None
    hours: Hours = AT_ANY_HOUR
    has_chosen_language: bool = False
    keeper: str = ""
    roles: tuple[tuple[Level, str], ...] = ()

    @property
    def id(self) -> str:
        """Return `platform:address`."""
        return f"{self.platform}:{self.address}"


TOMBSTONE = "tombstone"  # the store's scripts know it by this name


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a message: the platform's id for it, and the fingerprint of what it shows, or `TOMBSTONE`."""

    message_id: str
    fingerprint: str

    @property
    def is_tombstone(self) -> bool:
        """Return whether the message only says that its post was withdrawn."""
        return self.fingerprint == TOMBSTONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one channel ought to show of one post, and what it shows.

    `want` is None when the post was withdrawn. `attempts` counts claims, this one included. `uncertain` says that an
    earlier attempt may have been delivered without our knowing; the first of those was `doubt` seconds ago.
    `is_removing` says that one may have removed the message. `nonce` is the same for every attempt at one message.
    `delay` is how many seconds after its claim it may go: its place in the platform's pace. `reply_to` is the message
    that a note replies to.
    """

    channel: Channel
    post_id: str
    want: Post | None
    have: Receipt | None
    lane: Lane
    attempts: int = 1
    uncertain: bool = False
    doubt: float = 0.0
    is_removing: bool = False
    nonce: str = ""
    delay: float = 0.0
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A message that is to be published to the channels that follow its own."""

    channel: Channel
    post_id: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of a broadcast's audience.

    `is_first` tells a first sending from the mending of what is shown already. Who subscribed after `recorded_at` is
    not in the audience. `broadcast`, `cursor` and `next_cursor` are the store's own marks of where it stands.
    """

    post: Post
    is_first: bool
    recorded_at: datetime
    channels: Sequence[Channel]
    broadcast: str
    cursor: str
    next_cursor: str

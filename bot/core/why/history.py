"""The nouns of what has become of a post in a channel, as the store knows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.delivery import TOMBSTONE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.delivery import Channel, Lane
    from bot.core.post import Post


class Life(StrEnum):
    """What a post is: it waits, is there to be read, or was withdrawn."""

    WAITING = "waiting"
    LIVE = "live"
    RETRACTED = "retracted"


class Barrier(StrEnum):
    """What a post waits for before it is announced: its hour, its page, an operator."""

    EMBARGO = "embargo"
    PAGE = "page"
    HELD = "held"


class Silence(StrEnum):
    """Why a post is announced to nobody: it was there before the bot came, or has the level for that."""

    ARCHIVE = "archive"
    LEVEL = "level"


class Progress(StrEnum):
    """How far a delivery is, in the words of its row."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    ABANDONED = "abandoned"
    HELD = "held"
    GATHERED = "gathered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the store's row of a delivery says.

    `fingerprint` is that of what the channel shows. `changed_at` is aware. `attempts` counts those since the last
    success. `is_older` says that the post was changed after it was first sent. `error` is what failed last, empty where
    nothing did.
    """

    progress: Progress
    changed_at: datetime
    message_id: str = ""
    fingerprint: str = ""
    attempts: int = 0
    error: str = ""
    is_uncertain: bool = False
    is_older: bool = False

    @property
    def is_shown(self) -> bool:
        """Return whether the channel shows the story, not only that it was withdrawn."""
        return bool(self.message_id) and self.fingerprint != TOMBSTONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A post's wait in a channel's mailbox.

    `place` counts from 1 within the mailbox. `ahead` is how many channels are served before this one in its lane, None
    while the channel rests or is written to. `rests_until` says until when it does.
    """

    lane: Lane
    place: int
    ahead: int | None = None
    rests_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """All that bears on one post in one channel, as the store had it at `read_at`.

    `barrier` is what the post waits for, `until` its hour, `reason` why it is held. `announced_at` is None for one that
    was never announced. `is_on_its_way` says that the walk through its audience has not come to this channel yet;
    `is_being_mended` the same of the walk that edits or deletes messages. `paused_until` is until when nothing goes on
    the platform. `put_off_until` is until when this delivery alone waits, as the platform wants it; `gathered_until` is
    when what is gathered comes. `is_known` is False for a channel that never met the bot.
    """

    post: Post
    channel: Channel
    read_at: datetime
    life: Life = Life.LIVE
    is_known: bool = True
    barrier: Barrier | None = None
    until: datetime | None = None
    reason: str = ""
    silence: Silence | None = None
    announced_at: datetime | None = None
    is_on_its_way: bool = False
    is_being_mended: bool = False
    row: Row | None = None
    wait: Wait | None = None
    put_off_until: datetime | None = None
    gathered_until: datetime | None = None
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """What a channel is to be sent, now or later: how many posts, and the first of them."""

    count: int
    first: tuple[Circumstances, ...] = ()

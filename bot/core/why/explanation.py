"""Says of any post and any channel what became of the one in the other, why, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.router import match, subject_of
from bot.core.why.history import Barrier, Life, Progress, Silence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.router import Match
    from bot.core.why.history import Circumstances, Row


class Standing(StrEnum):
    """How a post stands in a channel."""

    UNDER_EMBARGO = "under_embargo"
    WITHOUT_PAGE = "without_page"
    HELD = "held"
    IN_ARCHIVE = "in_archive"
    SILENCED = "silenced"
    NOT_WISHED = "not_wished"
    MISSED = "missed"
    ON_ITS_WAY = "on_its_way"
    DUE = "due"
    GOING_OUT = "going_out"
    RETRIED = "retried"
    GATHERED = "gathered"
    SHOWN = "shown"
    CORRECTED = "corrected"
    BEING_CORRECTED = "being_corrected"
    BEING_WITHDRAWN = "being_withdrawn"
    WITHDRAWN = "withdrawn"
    TOMBSTONE = "tombstone"
    WITHDRAWN_UNSENT = "withdrawn_unsent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    GIVEN_UP = "given_up"


OVER = frozenset(
    {
        Standing.IN_ARCHIVE,
        Standing.SILENCED,
        Standing.NOT_WISHED,
        Standing.MISSED,
        Standing.SHOWN,
        Standing.CORRECTED,
        Standing.WITHDRAWN,
        Standing.TOMBSTONE,
        Standing.WITHDRAWN_UNSENT,
        Standing.FAILED,
        Standing.GIVEN_UP,
    }
)
"""After which nothing comes unless the newsroom changes the post."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a post stands in a channel, whether it matches, and when the next step comes, where that is known."""

    of: Circumstances
    standing: Standing
    match: Match
    next_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Return whether nothing more comes of itself."""
        return self.standing in OVER


def explain(of: Circumstances) -> Explanation:
    """Return what is to be said of these circumstances."""
    found = match(subject_of(of.post), of.channel, of.announced_at or of.read_at)
    standing = _standing(of, found)
    return Explanation(of, standing, found, _next_at(of, standing))


def _standing(of: Circumstances, found: Match) -> Standing:
    """Return how the post stands: what became of it in the channel goes before what would become of it."""
    if of.row is not None and (standing := _by_row(of, of.row)):
        return standing
    if of.life is Life.RETRACTED:
        return Standing.WITHDRAWN_UNSENT
    if of.wait is not None:
        return Standing.DUE
    return _by_post(of) or _by_walk(of, found)


def _by_post(of: Circumstances) -> Standing | None:
    """Return how the post stands in every channel alike; None where it goes round."""
    if of.silence is not None:
        return Standing.IN_ARCHIVE if of.silence is Silence.ARCHIVE else Standing.SILENCED
    if of.life is not Life.WAITING:
        return None
    return {Barrier.EMBARGO: Standing.UNDER_EMBARGO, Barrier.HELD: Standing.HELD}.get(
        of.barrier or Barrier.PAGE, Standing.WITHOUT_PAGE
    )


def _by_walk(of: Circumstances, found: Match) -> Standing:
    """Return whether the post comes to this channel yet."""
    if not found.is_for:
        return Standing.NOT_WISHED
    return Standing.ON_ITS_WAY if of.is_on_its_way else Standing.MISSED


def _by_row(of: Circumstances, row: Row) -> Standing | None:
    """Return how the post stands by what was done about it already; None where that says nothing any more."""
    if row.progress in {Progress.HELD, Progress.SENDING}:
        return Standing.UNCERTAIN if row.progress is Progress.HELD else Standing.GOING_OUT
    if row.is_shown:
        return _of_shown(of, row)
    if (of.wait or of.put_off_until) and of.life is Life.LIVE:
        return Standing.RETRIED if row.error else Standing.DUE
    if row.progress is Progress.GATHERED and of.life is Life.LIVE:
        return Standing.GATHERED
    if row.message_id:
        return Standing.TOMBSTONE
    return {
        Progress.ABANDONED: Standing.FAILED,
        Progress.DONE: Standing.WITHDRAWN,
        Progress.DROPPED: Standing.GIVEN_UP,
    }.get(row.progress)


def _of_shown(of: Circumstances, row: Row) -> Standing:
    is_moving = bool(of.wait or of.put_off_until or of.is_being_mended)
    if of.life is Life.RETRACTED:
        return Standing.BEING_WITHDRAWN if is_moving else Standing.FAILED
    if row.fingerprint != of.post.fingerprint:
        return Standing.FAILED if row.progress is Progress.ABANDONED and not is_moving else Standing.BEING_CORRECTED
    return Standing.CORRECTED if row.is_older else Standing.SHOWN


def _next_at(of: Circumstances, standing: Standing) -> datetime | None:
    """Return when the next step comes at the earliest; None where nobody knows, or none comes."""
    if standing is Standing.UNDER_EMBARGO:
        return of.until
    if standing is Standing.GATHERED:
        return of.gathered_until
    if standing in OVER or not (of.wait or of.put_off_until):
        return None
    rests_until = of.wait.rests_until if of.wait else None
    known = [at for at in (rests_until, of.put_off_until, of.paused_until) if at is not None]
    return max(known, default=None)

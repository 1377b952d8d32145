"""Decides the one step between what a channel ought to show and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.post import Level
from bot.core.schedule.calendar import Manner

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.delivery import Delivery
    from bot.core.schedule.calendar import Calendar


class Step(StrEnum):
    """What to do about a delivery."""

    NOTHING = "nothing"
    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class ResendPolicy:
    """Which alerts are sent again although they may have been delivered; the others wait for the operator."""

    levels: frozenset[Level] = frozenset({Level.BREAKING})


def next_step(delivery: Delivery, policy: ResendPolicy, *, is_idempotent: bool) -> Step:
    """Return the step for one delivery.

    `is_idempotent` says that the platform shows a repeated send once, so that an uncertain one is simply repeated.
    """
    want, have = delivery.want, delivery.have
    if want is None and have is None:
        return Step.HOLD if delivery.uncertain else Step.NOTHING  # a withdrawn alert may stand there, out of our reach
    if want is None:
        return Step.NOTHING if have and have.is_tombstone else Step.DELETE
    if have is not None:
        return Step.NOTHING if have.fingerprint == want.fingerprint else Step.EDIT
    may_repeat = is_idempotent or want.notice or want.level in policy.levels  # operators rather read a notice twice
    if delivery.uncertain and not may_repeat:
        return Step.HOLD
    return Step.SEND


def manner_of(delivery: Delivery, step: Step, calendar: Calendar, now: datetime) -> Manner:
    """Return how the step comes to the channel, by its hours: only what is new makes a sound, or waits.

    What may stand there already does not wait, nor does a note on what stands there; they make no sound. Notices are
    for operators, whose hours are all hours.
    """
    want = delivery.want
    if step is not Step.SEND or want is None or want.notice:
        return Manner.ALOUD
    hours = delivery.channel.hours
    if want.roundup:
        return Manner.SILENT if calendar.is_quiet(hours, now) else Manner.ALOUD
    manner = calendar.manner(hours, want.level, now)
    if manner is Manner.GATHERED and (want.note or delivery.uncertain):
        return Manner.SILENT
    return manner


def pause_after(attempts: int, chance: float) -> float:
    """Return the seconds to wait after so many failures: doubling to five minutes, spread by `chance` in 0..1."""
    longest = min(300.0, 2.0 ** min(attempts, 9))
    return longest * (0.5 + chance / 2)

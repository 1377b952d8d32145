"""The one step between what a channel ought to show and what it shows."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.core.delivery import Delivery, Lane, Receipt
from bot.core.hours import Digest, Hours, Quiet
from bot.core.notice import Matter, Notice
from bot.core.post import Level, Note, Post, Roundup
from bot.core.reconciler import ResendPolicy, Step, manner_of, next_step, pause_after
from bot.core.schedule.calendar import IN_UTC, Manner
from tests.builders import a_channel, a_post

POST = a_post()
SHOWN = Receipt("m1", POST.fingerprint)
OLDER = Receipt("m1", "older")


def step(want: Post | None, have: Receipt | None, *, uncertain: bool = False, is_idempotent: bool = False) -> Step:
    """Return the step under the default policy."""
    delivery = Delivery(
        channel=a_channel(), post_id=POST.id, want=want, have=have, lane=Lane.NORMAL, uncertain=uncertain
    )  # fmt: skip
    return next_step(delivery, ResendPolicy(), is_idempotent=is_idempotent)


@pytest.mark.parametrize(
    ("want", "have", "expected"),
    [
        (POST, None, Step.SEND),
        (POST, OLDER, Step.EDIT),
        (POST, SHOWN, Step.NOTHING),
        (None, SHOWN, Step.DELETE),
        (None, None, Step.NOTHING),
    ],
)
def test_table(want: Post | None, have: Receipt | None, expected: Step) -> None:
    """Every row of the design's table has its step."""
    assert step(want, have) is expected


def test_uncertain() -> None:
    """An alert that may have been sent is held for the operator, unless it is breaking."""
    assert step(POST, None, uncertain=True) is Step.HOLD
    assert step(a_post(level=Level.BREAKING), None, uncertain=True) is Step.SEND


def test_uncertain_and_withdrawn() -> None:
    """A withdrawn alert that may have been sent is held for the operator: it may stand there."""
    assert step(None, None, uncertain=True) is Step.HOLD


def test_uncertain_where_idempotent() -> None:
    """Where a repeated send shows once, an uncertain alert is simply sent again."""
    assert step(POST, None, uncertain=True, is_idempotent=True) is Step.SEND


def test_uncertain_edit() -> None:
    """Edits and deletions may be repeated, so uncertainty does not hold them."""
    assert step(POST, OLDER, uncertain=True) is Step.EDIT
    assert step(None, SHOWN, uncertain=True) is Step.DELETE


def test_pauses() -> None:
    """Pauses double to five minutes and are spread over half of their length."""
    assert [pause_after(attempts, 1.0) for attempts in (1, 2, 3)] == [2.0, 4.0, 8.0]
    assert pause_after(3, 0.0) == 4.0
    assert pause_after(10_000, 1.0) == 300.0


NIGHT = datetime(2026, 11, 20, 3, tzinfo=UTC)
HUSHED = Hours(quiet=Quiet(time(22), time(7)))
HELD = Hours(quiet=Quiet(time(22), time(7), is_held=True))
DIGEST = Hours(digest=Digest(18))


@pytest.mark.parametrize(
    ("post", "hours", "manner"),
    [
        (POST, HUSHED, Manner.SILENT),
        (POST, HELD, Manner.GATHERED),
        (a_post(level=Level.BREAKING), HELD, Manner.ALOUD),
        (a_post(notice=Notice(matter=Matter.HELD)), HELD, Manner.ALOUD),
        (a_post(note=Note.CORRECTED), HELD, Manner.SILENT),
        (a_post(note=Note.RAISED, level=Level.BREAKING), HELD, Manner.ALOUD),
        (a_post(roundup=Roundup(members=())), HELD, Manner.SILENT),
        (a_post(roundup=Roundup(members=())), DIGEST, Manner.ALOUD),
    ],
)
def test_manner(post: Post, hours: Hours, manner: Manner) -> None:
    """What is new heeds the channel's hours; notes, notices and roundups never wait, nor does an edit."""
    delivery = Delivery(channel=a_channel(hours=hours), post_id=post.id, want=post, have=None, lane=Lane.NORMAL)
    assert manner_of(delivery, Step.SEND, IN_UTC, NIGHT) is manner
    assert manner_of(delivery, Step.EDIT, IN_UTC, NIGHT) is Manner.ALOUD
    assert manner_of(delivery, Step.DELETE, IN_UTC, NIGHT) is Manner.ALOUD


def test_manner_of_the_uncertain() -> None:
    """What may stand there already does not wait for a roundup: sent again, it makes no sound."""
    delivery = Delivery(
        channel=a_channel(hours=DIGEST), post_id=POST.id, want=POST, have=None, lane=Lane.NORMAL, uncertain=True
    )  # fmt: skip
    assert manner_of(delivery, Step.SEND, IN_UTC, NIGHT) is Manner.SILENT

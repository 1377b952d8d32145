"""The one step between what a channel ought to show and what it shows."""

from __future__ import annotations

import pytest

from bot.core.delivery import Delivery, Lane, Receipt
from bot.core.model import Level, Post
from bot.core.reconciler import ResendPolicy, Step, next_step, pause_after
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

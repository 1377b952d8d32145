"""kill -9, again and again: nothing is lost, and what was in flight is treated as each platform allows.

`make crash` does this hundreds of times, over every kind of store; here is one of each kind of moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.crash.campaign import Tally, kills
from tests.crash.moments import BOUNDARIES, RANDOM, Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIES = 3  # a moment that is watched for may be over when the kill comes; what was hit instead must cost nothing either

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("moments", [BOUNDARIES[:4], BOUNDARIES[4:]], ids=lambda moments: ", ".join(map(str, moments)))
async def test_boundary(moments: Sequence[Moment]) -> None:
    """Killed at each of these boundaries, the bot loses nothing, and repeats only what was in flight to Telegram."""
    tally, missed = Tally(), list(moments)
    for seed in range(1, TRIES + 1):
        if missed:
            await kills("embedded", seed, tally, missed)
            missed = [one for one in moments if not tally.row(one.name).hits]
    assert missed == []
    assert not any(row.lost or row.twice_on_discord for row in tally.rows.values())


@pytest.mark.parametrize(
    ("kind", "moments"), [("embedded", (*RANDOM, RANDOM[0])), ("valkey", RANDOM)], ids=["embedded", "beside the bot"]
)
async def test_any_moment(kind: str, moments: Sequence[Moment]) -> None:
    """Killed at moments that chance chooses, with its store too and while it starts, it loses nothing."""
    tally = Tally()
    await kills(kind, 1, tally, moments)
    assert tally.kills > len(moments)
    assert not any(row.lost or row.twice_on_discord for row in tally.rows.values())

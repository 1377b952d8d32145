"""kill -9, again and again: nothing is lost, and what was in flight is treated as each platform allows.

`make crash` does this hundreds of times, over every kind of store; here is one of each kind of moment.
"""

from __future__ import annotations

import pytest

from tests.crash.campaign import Tally, kills
from tests.crash.moments import BOUNDARIES, RANDOM, Moment

TRIES = 3  # a moment that is watched for may be over when the kill comes; what was hit instead must cost nothing either

pytestmark = pytest.mark.timeout(150)


@pytest.mark.parametrize("moment", BOUNDARIES, ids=lambda moment: moment.name)
async def test_boundary(moment: Moment) -> None:
    """Killed at this boundary, the bot loses nothing, and repeats only what was in flight to Telegram."""
    tally = Tally()
    await kills("embedded", 1, tally, [moment])
    for seed in range(2, TRIES + 1):
        if not tally.row(moment.name).hits:
            await kills("embedded", seed, tally, [moment])
    assert tally.row(moment.name).hits
    assert tally.row(moment.name).lost == 0


@pytest.mark.parametrize(("kind", "seed"), [("embedded", 1), ("embedded", 2), ("valkey", 3)])
async def test_any_moment(kind: str, seed: int) -> None:
    """Killed at moments that chance chooses, with its store too and while it starts, it loses nothing."""
    tally = Tally()
    await kills(kind, seed, tally, RANDOM if kind == "valkey" else (*RANDOM, RANDOM[0]))
    assert tally.kills > len(RANDOM)
    assert not any(row.lost or row.twice_on_discord for row in tally.rows.values())

"""The store fails while the bot lives: that costs time, and not one message, not even on Telegram."""

from __future__ import annotations

import pytest

from tests.crash.campaign import Tally, outages
from tests.crash.outages import OUTAGES, Outage

SHORT = [one for one in OUTAGES if not one.name.endswith(" s")]  # the long ones are for `make crash`

pytestmark = pytest.mark.timeout(150)


@pytest.mark.parametrize("outage", SHORT, ids=lambda outage: outage.name)
async def test_outage(outage: Outage) -> None:
    """Whatever befalls the bot's own store, the bot lives on; every alert arrives once, and none waits for a person."""
    tally = Tally()
    try:
        await outages("embedded", 1, tally, [outage])
    except PermissionError as error:
        pytest.skip(f"{error}: `make crash` as root has this outage")
    row = tally.row(outage.name)
    assert row.strikes == 1
    assert (row.lost, row.held, row.twice, row.left) == (0, 0, 0, 0)

"""The store fails while the bot lives: that costs time, and not one message, not even on Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.crash.campaign import Tally, outages
from tests.crash.outages import OUTAGES, Outage

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT = [one for one in OUTAGES if not one.needs_disk and not one.name.endswith(" s")]  # `make crash` has the long ones
DISK_FULL = [one for one in OUTAGES if one.needs_disk]

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("several", [SHORT, DISK_FULL], ids=lambda several: ", ".join(one.name for one in several))
async def test_outage(several: Sequence[Outage]) -> None:
    """Whatever befalls the bot's own store, the bot lives on; every alert arrives once, and none waits for a person."""
    tally = Tally()
    try:
        await outages("embedded", 1, tally, several)
    except PermissionError as error:
        pytest.skip(f"{error}: `make crash` as root has this outage")
    assert len(tally.rows) == len(several)
    for row in tally.rows.values():
        assert (row.lost, row.held, row.twice, row.left) == (0, 0, 0, 0)

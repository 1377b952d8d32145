"""A refused token stops one platform and says so; the other goes on, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.rows import Row, rows
from tests.faults.sides import NEIGHBOUR
from tests.faults.stage import a_stage, count, trouble, wait

if TYPE_CHECKING:
    from pathlib import Path

STOPS = [(name, row) for name in ("telegram", "discord") for row in rows(name) if row.ends == "stopped"]


@pytest.mark.parametrize(("name", "row"), STOPS, ids=[f"{name}: {row.what}" for name, row in STOPS])
async def test_stopped(tmp_path: Path, name: str, row: Row) -> None:
    """Sends end with the first that is refused, readiness says why, and a start with a good token sends the rest."""
    async with a_stage(tmp_path, **{name: [row.what]}) as stage:
        here, there = stage.sides if name == "telegram" else stage.sides[::-1]
        async with stage.playing() as settings:
            here.service.faults.add(row.fault(here.addresses[row.what]))
            stage.newsroom.publish("a", "첫째")
            assert "token" in await trouble(settings, f"{name}:")
            stage.newsroom.publish("b", "둘째")
            assert await wait(lambda: count(there.texts(NEIGHBOUR), "둘째") == 1)
            assert row.log in stage.events(platform=name)
            asked = [call for call in here.service.calls if call.name == here.send]
            assert [call.status for call in asked if call.chat == here.addresses[row.what]] == [row.status]
        async with stage.playing():
            assert await wait(lambda: stage.shows("첫째") and stage.shows("둘째"))
        assert not here.texts(row.what) or count(here.texts(row.what), "첫째") == 1

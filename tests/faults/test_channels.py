"""What a fault does to the one chat that meets it, and that all others have their alerts: each row, on the wire."""

from __future__ import annotations

import pytest

from tests.faults.cast import NOT_SHOWN, Outcome
from tests.faults.rows import Row, rows
from tests.faults.season import BREAKING, CORRECTED, FIRST, LATER, season
from tests.faults.sides import NEIGHBOUR, DiscordSide, TelegramSide

SIDES = TelegramSide, DiscordSide
SENDS, EDITS, DELETIONS = ({getattr(side, name) for side in SIDES} for name in ("send", "edit", "delete"))
TABLES = {
    side.name: [row for row in rows(side.name) if row.call in SENDS | EDITS | DELETIONS and row.ends != "stopped"]
    for side in SIDES
}
EVERY = [(name, row) for name, table in TABLES.items() for row in table]
pytestmark = pytest.mark.timeout(150)  # the first test waits for the whole season


def about(calls: set[str]) -> pytest.MarkDecorator:
    """Let a test be made of each row about these calls."""
    chosen = [(name, row) for name, row in EVERY if row.call in calls]
    return pytest.mark.parametrize(("name", "row"), chosen, ids=[f"{name}: {row.what[:70]}" for name, row in chosen])


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Outcome]]:
    """Give what every chat of each platform came to, all in one season."""
    return season(tmp_path_factory.mktemp("faults"), TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_others(outcomes: dict[str, dict[str, Outcome]], name: str) -> None:
    """The channel that meets no fault has every alert once, whole, corrected and withdrawn in time."""
    there = outcomes[name][NEIGHBOUR]
    assert there.shown == {FIRST: 1, BREAKING: 1, LATER: 1}
    assert not there.is_plain
    assert (there.edits, there.deletions) == (1, 1)
    assert not [text for text in there.last if FIRST in text]


@about(SENDS)
def test_send(outcomes: dict[str, dict[str, Outcome]], name: str, row: Row) -> None:
    """A send that meets the fault ends as the row says; the next alert goes out unless the channel is closed."""
    there = outcomes[name][row.what]
    assert there.is_met
    assert row.log in there.events
    assert row.log != "delivery.failed" or row.error in there.errors
    assert there.shown[FIRST] == (int(row.is_taken) if row.ends == "held" else int(row.ends not in NOT_SHOWN))
    assert there.shown[BREAKING] == _breaking(row)
    assert there.shown[LATER] == int(row.ends != "suspended")
    assert there.is_plain is (row.ends == "plain" or there.shown[FIRST] == 0)


@about(EDITS | DELETIONS)
def test_change(outcomes: dict[str, dict[str, Outcome]], name: str, row: Row) -> None:
    """A correction or a withdrawal that meets the fault ends as the row says, and nothing is sent for it."""
    there = outcomes[name][row.what]
    assert there.is_met
    assert row.log in there.events
    assert row.log != "delivery.failed" or row.error in there.errors
    assert there.shown == {FIRST: 1, BREAKING: 1, LATER: 1}
    assert (there.edits, there.deletions) == (1 + (row.ends in {"corrected", "tombstone"}), 1)
    assert len([text for text in there.last if BREAKING in text or LATER in text]) == 2
    assert len(there.last) == 2 + (row.call in DELETIONS)
    assert bool([text for text in there.last if CORRECTED in text]) is (row.call in DELETIONS and row.ends == "left")


def _breaking(row: Row) -> int:
    """Return how often the breaking alert ought to be shown."""
    if row.breaking == "sent again":
        return 1 + row.is_taken
    return int(not {row.ends, row.breaking} & NOT_SHOWN)

"""The room that is left beside the store's files."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from bot.notices.room import PLENTY, SCARCE, Room, is_scarce

if TYPE_CHECKING:
    from pathlib import Path


def test_scarce() -> None:
    """Room is scarce below one mark until it is above another: what swings between them is told once."""
    between = (SCARCE + PLENTY) / 2
    assert [is_scarce(free, was_scarce=False) for free in (0, SCARCE - 1, SCARCE, between)] == [
        True,
        True,
        False,
        False,
    ]
    assert [is_scarce(free, was_scarce=True) for free in (between, PLENTY - 1, PLENTY)] == [True, True, False]


def test_free(tmp_path: Path) -> None:
    """A folder's disk has room; of a folder that is not there nobody can say, and nothing is told."""
    room, nowhere = Room(tmp_path), Room(tmp_path / "nowhere")
    assert room.free > 0
    assert len([*room.notices]) == 1
    assert isnan(nowhere.free)
    assert [*nowhere.notices] == []

"""What a broadcast comes to."""

from __future__ import annotations

import pytest

from benchmarks.broadcast import Broadcast, trouble


def a_broadcast(stamps: list[float], addresses: list[str], *, count: int, refused: tuple[float, ...] = ()) -> Broadcast:
    """Return a broadcast that began at second 10 and cost half a second of CPU."""
    return Broadcast(count=count, start=10.0, accepted=stamps, addresses=addresses, refused=refused, cpu=0.5)


def test_all_well() -> None:
    """Sixty-four messages in two seconds are the bound of thirty-two a second exactly."""
    sent = a_broadcast([10 + (index + 1) / 32 for index in range(64)], [str(index) for index in range(64)], count=64)
    assert sent.over_bound(32) == pytest.approx(1.0)
    assert (sent.lost, sent.repeated, sent.largest) == (0, 0, 32)
    assert trouble(sent) == ""


def test_lost() -> None:
    """What was lost makes nobody faster: the bound is that of the messages that arrived."""
    sent = a_broadcast([11.0, 12.0], ["1", "2"], count=60)
    assert sent.over_bound(1) == pytest.approx(1.0)
    assert trouble(sent) == "58 lost"


def test_repeated() -> None:
    """A second message to one chat is one too many, and does not hide a chat that got none."""
    sent = a_broadcast([11.0, 11.5, 12.0], ["1", "1", "2"], count=3)
    assert (sent.lost, sent.repeated) == (1, 1)


def test_refused_arrived() -> None:
    """What the server refused arrived there as well: it counts to the largest second."""
    sent = a_broadcast([11.0, 11.1], ["1", "2"], count=2, refused=(11.2, 13.0))
    assert sent.largest == 3
    assert trouble(sent) == "2 refused"


def test_cost() -> None:
    """The cost of a delivery is in milliseconds; where none was made it is no error."""
    assert a_broadcast([11.0, 12.0], ["1", "2"], count=2).cost == pytest.approx(250)
    assert a_broadcast([], [], count=2).cost == pytest.approx(500)


def test_over_time() -> None:
    """The picture gets each second's messages, counted from the beginning."""
    strip = a_broadcast([10.2, 10.4, 12.1], ["1", "2", "3"], count=4, refused=(11.5,)).over_time("Sokbo")
    assert (strip.accepted, strip.refused, strip.lost) == ([2, 0, 1], [0, 1], 1)
    assert strip.seconds == pytest.approx(2.1)

"""The pacer, judged by a true sliding window."""

from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from bot.core.pacer import Pacer


def most_in_a_second(times: list[float]) -> int:
    """Return the largest number of times in any window of one second."""
    return max(bisect_left(times, at + 1.0) - index for index, at in enumerate(times))


@given(st.sampled_from([1, 2, 30, 50]), st.lists(st.floats(0, 3), min_size=1, max_size=120))
def test_window(per_second: int, gaps: list[float]) -> None:
    """However messages come, no second ever holds more than the limit."""
    pacer, now, sent = Pacer(per_second), 100.0, []
    for gap in gaps:
        now += gap / 30
        sent.append(pacer.book(now))
    assert sent == sorted(sent)
    assert most_in_a_second(sent) <= per_second


def test_broadcast() -> None:
    """A broadcast takes hardly longer than the limit demands."""
    pacer, now = Pacer(30), 0.0
    for _ in range(3000):
        now = pacer.book(now)
    assert 3000 / 30 - 1 <= now <= 3000 / 30 * 1.02


def test_late_wake_ups() -> None:
    """Wake-ups that come some milliseconds late do not slow a broadcast down."""
    pacer, now = Pacer(30), 0.0
    for _ in range(3000):
        now = pacer.book(now) + 0.004
    assert now <= 3000 / 30 * 1.02


def test_free() -> None:
    """As many places are free as could be booked within the horizon."""
    pacer = Pacer(30)
    free = pacer.free(10.0, 0.05)
    assert free >= 1
    booked = [pacer.book(10.0) for _ in range(free)]
    assert all(at <= 10.05 for at in booked)
    assert pacer.free(10.0, 0.0) == 0


def test_pause() -> None:
    """After a pause was asked for nothing goes before its end, and the pace recovers by itself."""
    pacer = Pacer(30)
    pacer.pause(20.0)
    assert pacer.free(10.0, 0.05) == 0
    assert pacer.book(10.0) == 20.0
    assert pacer.free(30.0, 0.05) >= 1

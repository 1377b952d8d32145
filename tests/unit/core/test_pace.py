"""The stamps of what a process sent, judged by a true sliding window."""

from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from bot.core.delivery import Lane
from bot.core.pace import Rate, Stamp, Stamps
from bot.core.post import Level


def most_in_a_second(times: list[float]) -> int:
    """Return the largest number of times in any window of one second."""
    return max(bisect_left(times, at + 1.0) - index for index, at in enumerate(times))


@given(st.sampled_from([1, 2, 30, 50]), st.lists(st.floats(0, 0.2), min_size=1, max_size=120))
def test_window(limit: int, gaps: list[float]) -> None:
    """However late messages wake up and bunch, no second ever holds more than the limit."""
    stamps, now, sent = Stamps(limit), 100.0, []
    for gap in gaps:
        now += gap
        now += stamps.wait(now)
        assert stamps.wait(now) < 1e-9
        stamps.add(now)
        sent.append(now)
    assert most_in_a_second(sent) <= limit


@given(st.sampled_from([1, 2, 30, 50]), st.lists(st.floats(0, 0.1), min_size=1, max_size=120), st.floats(0.01, 0.3))
def test_late_on_the_way(limit: int, delays: list[float], latency: float) -> None:
    """However late single messages are counted at the server, no second there ever holds more than the limit."""
    stamps, now, counted = Stamps(limit), 100.0, []
    answers: list[tuple[Stamp, float]] = []
    for delay in [0.0, *delays]:
        while (wait := stamps.wait(now)) > 0:
            now = min([now + wait, *(at for _, at in answers)])
            for answer in [one for one in answers if one[1] <= now]:
                stamps.answered(*answer)
                answers.remove(answer)
        counted.append(now + delay)
        answers.append((stamps.add(now), counted[-1] + latency))
    assert most_in_a_second(sorted(counted)) <= limit


def test_longer_way() -> None:
    """A way to the platform that became longer for good is soon no lateness any more."""
    stamps, now = Stamps(1), 0.0
    for latency in [0.05] + [0.5] * 5000:
        stamp = stamps.add(now)
        now += latency
        stamps.answered(stamp, now)
    assert stamps.wait(now) < Stamps.WINDOW - 0.45


def test_idle() -> None:
    """Who has sent less than the limit does not wait."""
    stamps = Stamps(3)
    for now in (1.0, 1.0, 1.0):
        assert stamps.wait(now) == 0.0
        stamps.add(now)
    assert stamps.wait(1.0) > 1.0
    assert stamps.wait(3.0) == 0.0


def test_paying_lanes() -> None:
    """The lanes of the levels that are paid for pay, and no other."""
    assert Rate(30, paying=frozenset({Level.BREAKING})).paying_lanes == {Lane.BREAKING}
    assert Rate(30).paying_lanes == frozenset()

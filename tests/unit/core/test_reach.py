"""When a platform counts as out of reach, and when it is left alone."""

from __future__ import annotations

from bot.core.errors import Refused, Unavailable
from bot.core.reach import FAILING_CHANNELS, LONGEST_PAUSE, UNANSWERED, Reach


def silent(reach: Reach, times: int) -> None:
    """Let so many deliveries stay without an answer."""
    for _ in range(times):
        reach.failed(Unavailable("no answer in time", sent_maybe=False))


def test_out_of_reach() -> None:
    """Deliveries in a row without an answer make a platform unreachable, one fewer does not."""
    reach = Reach()
    silent(reach, UNANSWERED - 1)
    assert reach.trouble == ""
    silent(reach, 1)
    assert reach.trouble == "no answer in time"


def test_any_answer() -> None:
    """Whatever a platform answers, be it a refusal, shows that it is there."""
    for is_taken in (True, False):
        reach = Reach()
        silent(reach, UNANSWERED)
        if is_taken:
            reach.succeeded()
        else:
            reach.failed(Refused("chat not found"))
        assert reach.trouble == ""
        silent(reach, UNANSWERED - 1)
        assert reach.trouble == ""


def test_one_channel() -> None:
    """One channel that fails for ever stops nobody else."""
    reach = Reach()
    assert {reach.pause_for("telegram:1", float(now), 1.0) for now in range(100)} == {0.0}


def test_many_channels() -> None:
    """Channel after channel pauses the platform, longer each time up to a bound, and not while it is paused."""
    reach, now, pauses = Reach(), 0.0, []
    for channel in range(FAILING_CHANNELS - 1):
        assert reach.pause_for(f"telegram:{channel}", now, 1.0) == 0.0
    for _ in range(8):
        pauses.append(reach.pause_for("telegram:9", now, 1.0))
        assert reach.pause_for("telegram:10", now, 1.0) == 0.0
        now += pauses[-1]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (2.0, LONGEST_PAUSE)


def test_begins_anew() -> None:
    """One delivery that is taken ends the suspicion, and the next pause is a short one again."""
    reach = Reach()
    for channel in range(FAILING_CHANNELS):
        reach.pause_for(f"telegram:{channel}", 0.0, 1.0)
    reach.succeeded()
    found = [reach.pause_for(f"telegram:{channel}", 100.0, 1.0) for channel in range(FAILING_CHANNELS)]
    assert found == [0.0, 0.0, 2.0]

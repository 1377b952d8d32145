"""How many questions a reader may ask."""

from __future__ import annotations

from handlers.allowance import Allowance, Verdict


def test_burst_then_one_note() -> None:
    """Ten questions at once are granted, the next is warned of, and the rest are ignored."""
    allowance = Allowance()
    verdicts = [allowance.take("me", 0.0) for _ in range(13)]
    assert verdicts == [Verdict.GRANTED] * 10 + [Verdict.WARNED] + [Verdict.IGNORED] * 2


def test_refill() -> None:
    """A question comes back each second, and the note only after a quiet while."""
    allowance = Allowance()
    for _ in range(11):
        allowance.take("me", 0.0)
    assert allowance.take("me", 1.0) is Verdict.GRANTED
    assert allowance.take("me", 1.5) is Verdict.IGNORED
    assert allowance.take("me", 60.0) is Verdict.GRANTED
    assert [allowance.take("me", 60.0) for _ in range(10)][-1] is Verdict.WARNED


def test_each_reader() -> None:
    """One reader's flood costs another nothing."""
    allowance = Allowance(burst=1)
    allowance.take("me", 0.0)
    assert allowance.take("me", 0.0) is Verdict.WARNED
    assert allowance.take("you", 0.0) is Verdict.GRANTED


def test_clock_set_back() -> None:
    """A clock set back neither takes questions away nor gives any."""
    allowance = Allowance(burst=2, seconds=2.0)
    allowance.take("me", 100.0)
    assert allowance.take("me", 0.0) is Verdict.GRANTED
    assert allowance.take("me", 0.0) is Verdict.WARNED
    assert allowance.take("me", 1.0) is Verdict.GRANTED


def test_bounded() -> None:
    """Of more readers than are remembered, the one longest quiet is forgotten."""
    allowance = Allowance(burst=1, readers=2)
    for reader in ("first", "second", "first", "third"):
        allowance.take(reader, 0.0)
    assert len(allowance) == 2
    assert allowance.take("first", 0.0) is not Verdict.GRANTED
    assert allowance.take("second", 0.0) is Verdict.GRANTED

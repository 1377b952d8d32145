"""Faults wait for the calls they are for."""

from __future__ import annotations

from bot.sandbox.faults import Failure, Fault, Faults


def test_matching() -> None:
    """A fault is met by its call and its chat only; one that names neither by any."""
    faults = Faults()
    narrow = Fault(Failure.HANG, "sendMessage", "1")
    faults.add(narrow)
    assert faults.take("sendMessage", "2") is None
    assert faults.take("getMe", "1") is None
    assert faults.take("sendMessage", "1") is narrow
    wide = Fault(Failure.HANG)
    faults.add(wide)
    assert faults.take("getMe", "") is wide


def test_times() -> None:
    """A fault is met as often as it says, then no more."""
    faults = Faults()
    faults.add(Fault(Failure.CUT_BEFORE, times=2))
    assert [faults.take("x", "") is not None for _ in range(3)] == [True, True, False]


def test_order() -> None:
    """Of two faults for one call, the first added is met first."""
    faults = Faults()
    first, second = Fault(Failure.GARBAGE), Fault(Failure.TRUNCATED)
    faults.add(first)
    faults.add(second)
    assert [faults.take("x", ""), faults.take("x", "")] == [first, second]


def test_clear() -> None:
    """After clearing, everything works again."""
    faults = Faults()
    faults.add(Fault(Failure.HANG))
    faults.clear()
    assert faults.take("x", "") is None

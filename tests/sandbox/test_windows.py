"""The sliding window that every limit of the sandbox is made of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.windows import Window


def test_full() -> None:
    """A full window waits exactly until its oldest event has left it."""
    window = Window(2, 10.0)
    window.admit(0.0)
    window.admit(4.0)
    assert window.wait(5.0) == 5.0
    assert window.wait(10.0) == 0.0


def test_slides() -> None:
    """The window slides: a burst at a border does not get twice the limit."""
    window = Window(2, 10.0)
    for at in (9.0, 9.5):
        window.admit(at)
    assert window.wait(10.0) == 9.0


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), max_size=60).map(sorted), st.integers(1, 4))
def test_never_more(times: list[int], limit: int) -> None:
    """However events come, no stretch of the window's length holds more than the limit."""
    window = Window(limit, 10.0)
    taken = []
    for at in times:
        if window.wait(at) == 0.0:
            window.admit(at)
            taken.append(at)
    assert all(sum(start <= at < start + 10 for at in taken) <= limit for start in range(41))

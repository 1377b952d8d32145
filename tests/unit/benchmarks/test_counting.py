"""What the benchmark counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.counting import by_second, median, most_in_a_second, percentile

STAMPS = st.lists(st.integers(0, 5000).map(lambda number: number / 1000), max_size=40)


@pytest.mark.parametrize(
    ("stamps", "most"),
    [
        ([], 0),
        ([5.0], 1),
        ([0.0, 1.0], 1),
        ([0.0, 0.999], 2),
        ([0.9, 0.0, 1.1, 1.8], 3),
        ([index / 32 for index in range(96)], 32),
    ],
)
def test_most_in_a_second(stamps: list[float], most: int) -> None:
    """The largest second is looked for wherever it begins, and its end belongs to the next one."""
    assert most_in_a_second(stamps) == most


@given(STAMPS)
@settings(max_examples=60)
def test_most_by_hand(stamps: list[float]) -> None:
    """Counting from each stamp on gives the same."""
    by_hand = max((sum(at <= one < at + 1.0 for one in stamps) for at in stamps), default=0)
    assert abs(most_in_a_second(stamps) - by_hand) <= _on_the_edge(stamps)


def _on_the_edge(stamps: list[float]) -> int:
    """Return how many pairs are a second apart but for rounding, where either answer is right."""
    return sum(abs(after - before - 1.0) < 1e-9 for after in stamps for before in stamps)


@given(STAMPS)
@settings(max_examples=60)
def test_by_second(stamps: list[float]) -> None:
    """Every stamp is in one second of its own, and the last second has one."""
    counts = by_second([at + 7.0 for at in stamps], 7.0)
    assert sum(counts) == len(stamps)
    assert not counts or counts[-1] > 0


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_percentile(share: float, value: int) -> None:
    """A percentile is a sample that was measured, not something between two."""
    assert percentile(range(100, 0, -1), share) == value


def test_percentile_of_few() -> None:
    """Of few samples a high percentile is the largest."""
    assert percentile([3.0, 9.0, 1.0], 0.99) == 9.0


def test_median() -> None:
    """One bad run does not move the middle."""
    assert median([1.0, 1.1, 40.0]) == 1.1

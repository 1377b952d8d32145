"""What operators are told, and when: once, when it has stood for a while, and once when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.notice import Matter, Notice
from bot.core.vigil import AGAIN, SETTLED, Vigil

if TYPE_CHECKING:
    from collections.abc import Iterable

DOWN = Notice(matter=Matter.SOURCE, about="뉴스", why="503")
UP = Notice(matter=Matter.SOURCE, about="뉴스", is_over=True)


def held(count: int) -> Notice:
    """Return that so many posts are held."""
    return Notice(matter=Matter.HELD, count=count)


def told(vigil: Vigil, *looks: tuple[float, Iterable[Notice]]) -> list[tuple[float, Notice]]:
    """Return what is told at which look, each look at its second."""
    said = []
    for now, notices in looks:
        for notice in vigil.see(notices, now):
            vigil.told(notice, now)
            said.append((now, notice))
    return said


def test_once() -> None:
    """A trouble is told once it has stood for a moment, whatever its words become, and its end likewise."""
    other_words = Notice(matter=Matter.SOURCE, about="뉴스", why="504")
    looks = [(0, [DOWN]), (1, [DOWN]), (2, [DOWN]), (3, [other_words]), (9, [DOWN]), (10, [UP]), (12, [UP]), (13, [UP])]
    assert told(Vigil(), *looks) == [(2, DOWN), (12, UP)]


def test_blink() -> None:
    """What passes by itself within a moment is told neither way."""
    vigil = Vigil()
    assert told(vigil, (0, [UP]), (SETTLED, [UP])) == [(SETTLED, UP)], "the store knows whether that is news"
    assert told(vigil, (5, [DOWN]), (6, [UP]), (7, [DOWN]), (8, [UP]), (20, [UP])) == []


def test_lasting() -> None:
    """What has to last longer is told when it has, and its end as soon as any."""
    looks = [(0, [DOWN]), (9, [DOWN]), (10, [DOWN]), (20, [UP]), (22, [UP])]
    assert told(Vigil(10), *looks) == [(10, DOWN), (22, UP)]
    assert told(Vigil(10), (0, [DOWN]), (9, [UP]), (10, [DOWN]), (19, [DOWN])) == []


def test_not_told() -> None:
    """What could not be told, as the store was away, is told at the next look."""
    vigil = Vigil()
    vigil.see([DOWN], 0)
    assert vigil.see([DOWN], 2) == [DOWN]
    assert vigil.see([DOWN], 3) == [DOWN]


def test_together() -> None:
    """Posts that are held one after the other are told of together."""
    assert told(Vigil(), (0, [held(1)]), (1, [held(4)]), (2, [held(7)]), (3, [held(7)])) == [(2, held(7))]


def test_more() -> None:
    """That more are held is told after a while, not for each; that some were decided about is taken note of at once."""
    vigil = Vigil()
    looks = [(2, [held(7)]), (4, [held(7)]), (60, [held(8)]), (599, [held(9)]), (4 + AGAIN, [held(9)])]
    assert told(vigil, *looks) == [(4, held(7)), (4 + AGAIN, held(9))]
    assert told(vigil, (700, [held(3)])) == [(700, held(3))], "of which the store says nothing"


def test_forgotten() -> None:
    """A source that another process watches by now is forgotten: its trouble is told anew when it comes back."""
    vigil = Vigil()
    assert told(vigil, (0, [DOWN]), (2, [DOWN]), (3, []), (9, [DOWN]), (11, [DOWN])) == [(2, DOWN), (11, DOWN)]

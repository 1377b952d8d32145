"""Compares what every chat shows with what the folder says, and calls each difference by its name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.crash.story import editions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from tests.crash.place import Place
    from tests.crash.story import Story, Written

Delivery: TypeAlias = tuple[str, int]  # a channel's id and a post's number


@dataclass(slots=True)
class Verdict:
    """What differs. `lost`, `wrong` and `disordered` must be empty; the others are the price of not knowing.

    `unrest` says what is still to be done. `held` wait for the operator (on Discord only what was in flight and then
    withdrawn: it may stand there, and nobody knows under which id), `repeated` are shown once more than they ought
    to be, `left` stand though withdrawn.
    """

    unrest: str = ""
    lost: set[Delivery] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    disordered: set[str] = field(default_factory=set)
    held: set[Delivery] = field(default_factory=set)
    repeated: Counter[Delivery] = field(default_factory=Counter)
    left: set[Delivery] = field(default_factory=set)

    @property
    def is_good(self) -> bool:
        """Return whether everything promised was kept."""
        return not (self.unrest or self.lost or self.wrong or self.disordered)

    def __str__(self) -> str:
        """Name what was not kept."""
        words: dict[str, set[Any]] = {"lost": self.lost, "wrong": self.wrong, "out of order": self.disordered}
        return "; ".join([self.unrest or "at rest", *(f"{name}: {sorted(which)}" for name, which in words.items())])


def judge(place: Place, story: Story, in_flight: Mapping[Delivery, int], held: AbstractSet[Delivery]) -> Verdict:
    """Return what differs; `in_flight` counts the kills at which a send was under way, `held` is the store's word."""
    verdict = Verdict(held=set(held))
    for one in held:
        if one not in in_flight or (_is_on_discord(one) and story.posts[one[1]].is_there):
            verdict.wrong.add(f"{one} was held, without need")
    for channel, texts in place.shown():
        told = [edition for text in texts if (edition := editions(text)) is not None]
        for post in story.posts.values():
            copies = [edition for number, edition in told if number == post.number]
            _compare(verdict, (channel, post.number), post, copies, in_flight)
        if not _is_in_order([number for number, _ in told], story):
            verdict.disordered.add(channel)
    return verdict


def _compare(
    verdict: Verdict, one: Delivery, post: Written, copies: Sequence[int], in_flight: Mapping[Delivery, int]
) -> None:
    doubtful = 0 if _is_on_discord(one) else in_flight.get(one, 0)
    if not post.is_there:
        if copies:
            verdict.left.add(one)
            if not doubtful and one not in verdict.held:
                verdict.wrong.add(f"{one} was withdrawn, and is shown")
        return
    if post.edition not in copies and one not in verdict.held:
        verdict.lost.add(one)
    if len(copies) > 1:
        verdict.repeated[one] = len(copies) - 1
        if len(copies) - 1 > doubtful:
            verdict.wrong.add(f"{one} is shown {len(copies)} times, and was in flight {doubtful} times")


def _is_on_discord(one: Delivery) -> bool:
    return one[0].startswith("discord:")


def _is_in_order(numbers: Sequence[int], story: Story) -> bool:
    """Return whether each level's posts came in the order of their publication; breaking ones may overtake."""
    first = list(dict.fromkeys(numbers))
    levels = ([one for one in first if story.posts[one].is_breaking is level] for level in (True, False))
    return all(level == sorted(level) for level in levels)

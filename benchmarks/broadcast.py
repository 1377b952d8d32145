"""One broadcast as the server saw it, whoever sent it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.counting import by_second, most_in_a_second
from benchmarks.results import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """So many messages that began to be sent at `start`; stamps are the server's monotonic seconds.

    `addresses` are where the accepted messages went, one each. `cpu` and `store_cpu` are seconds of the sending process
    and of the store's server; `peak` is the sender's largest memory in MB.
    """

    count: int
    start: float
    accepted: Sequence[float]
    addresses: Sequence[str]
    refused: Sequence[float] = ()
    cpu: float = 0.0
    store_cpu: float = 0.0
    peak: float = 0.0
    extra: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Return how long it took from its start to the last message accepted."""
        return max(self.accepted, default=self.start) - self.start

    def over_bound(self, rate: float) -> float:
        """Return its time over the least that so many a second allow, for what arrived: the lost do not count."""
        return self.seconds / (max(1, len(self.accepted)) / rate)

    @property
    def largest(self) -> int:
        """Return the most messages that arrived at the server in any second, taken or refused."""
        return most_in_a_second([*self.accepted, *self.refused])

    @property
    def lost(self) -> int:
        """Return how many places got nothing."""
        return self.count - len(set(self.addresses))

    @property
    def repeated(self) -> int:
        """Return how many messages were one too many."""
        return sum(many - 1 for many in Counter(self.addresses).values())

    @property
    def cost(self) -> float:
        """Return the sender's milliseconds of CPU per message accepted."""
        return self.cpu / max(1, len(self.accepted)) * 1000

    @property
    def store_cost(self) -> float:
        """Return the store server's milliseconds of CPU per message accepted."""
        return self.store_cpu / max(1, len(self.accepted)) * 1000

    def over_time(self, way: str) -> Strip:
        """Return it as the picture draws it."""
        accepted, refused = (by_second(stamps, self.start) for stamps in (self.accepted, self.refused))
        return Strip(way, accepted, refused, self.seconds, self.lost)


def trouble(one: Broadcast) -> str:
    """Return what went wrong in a few words, nothing where all was well."""
    words: Iterable[tuple[int, str]] = (
        (len(one.refused), "refused"),
        (one.lost, "lost"),
        (one.repeated, "repeated"),
    )
    return ", ".join(f"{many:,} {what}" for many, what in words if many)

"""The chats of one platform in a season, each with the fault it meets and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.sides import NEIGHBOUR
from tests.faults.stage import are_met, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.sandbox.faults import Fault
    from tests.faults.rows import Row
    from tests.faults.sides import Side

NOT_SHOWN = {"abandoned", "suspended"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a row's chat came to.

    `shown` counts the messages of each post before anything was corrected, `is_plain` is about the first of them.
    `edits` and `deletions` count calls, `last` is what the chat shows in the end, `is_met` says that the fault was met
    as often as it was to be, `events` and `errors` are what the operator read about the chat.
    """

    shown: dict[str, int]
    is_plain: bool
    edits: int
    deletions: int
    last: list[str]
    is_met: bool
    events: set[str]
    errors: set[str]


class Cast:
    """The rows of one platform, each with its chat, and `NEIGHBOUR`, which meets nothing."""

    def __init__(self, side: Side, table: Sequence[Row]) -> None:
        self.side = side
        self._table = table
        self._faults: dict[str, list[Fault]] = {what: [] for what in side.addresses}
        self._shown: dict[str, dict[str, int]] = {}
        self._is_plain: dict[str, bool] = {}
        side.moving = next((row.what for row in table if row.ends == "moved"), "")

    @property
    def is_met(self) -> bool:
        """Return whether all faults were met as often as they were to be."""
        return all(map(are_met, self._faults.values()))

    def arm(self, call: str) -> None:
        """Let the rows about this call meet their faults."""
        for row in self._table:
            if row.call == call:
                self._add(row, row.times)

    def arm_again(self) -> None:
        """Let a breaking alert meet its fault where something new is learnt from it; a refusal in both forms."""
        for row in self._table:
            if row.breaking:
                self._add(row, 2 if row.breaking == "abandoned" else 1)

    def has_ended(self, word: str, events: Callable[[str], set[str]]) -> bool:
        """Return whether the post that met the faults came everywhere to what it ought to come to."""
        sends = [row for row in self._table if row.call == self.side.send]
        return all(
            row.log in events(self.side.addresses[row.what])
            and (row.ends in NOT_SHOWN | {"held"} or self._count(row.what, word) > 0)
            for row in sends
        )

    def has_ended_again(self, word: str) -> bool:
        """Return whether the breaking post is shown wherever it ought to be, anew where it was shown before."""
        return all(
            self._count(row.what, word) > (row.is_taken and row.breaking == "sent again")
            for row in self._table
            if not {row.ends, row.breaking} & NOT_SHOWN
        )

    def shows_everywhere_open(self, word: str) -> bool:
        """Return whether the post is shown in every chat that is not closed."""
        return all(self._count(row.what, word) > 0 for row in self._table if row.ends != "suspended")

    def is_corrected(self, word: str) -> bool:
        """Return whether the correction is shown wherever it meets no fault, or one that passes."""
        waits = [row.what for row in self._table if row.call == self.side.delete or row.ends == "corrected"]
        return all(self._count(what, word) > 0 for what in (NEIGHBOUR, *waits))

    def is_withdrawn(self, word: str) -> bool:
        """Return whether the post is gone wherever that meets no fault."""
        waits = [row.what for row in self._table if row.call == self.side.edit or row.ends == "tombstone"]
        return all(self._count(what, word) == 0 for what in (NEIGHBOUR, *waits))

    def look(self, words: Iterable[str]) -> None:
        """Take down what every chat shows now."""
        words = tuple(words)
        for what in self.side.addresses:
            self._shown[what] = {word: self._count(what, word) for word in words}
            self._is_plain[what] = self.side.is_plain(what, words[0])

    def outcomes(self, read: Callable[[str, str], set[str]]) -> dict[str, Outcome]:
        """Return what every chat came to; `read` gives what a field of the log said about an address."""
        return {what: self._outcome(what, address, read) for what, address in self.side.addresses.items()}

    def _outcome(self, what: str, address: str, read: Callable[[str, str], set[str]]) -> Outcome:
        calls = [call.name for call in self.side.service.calls if call.chat == address]
        return Outcome(
            shown=self._shown[what],
            is_plain=self._is_plain[what],
            edits=calls.count(self.side.edit),
            deletions=calls.count(self.side.delete),
            last=self.side.texts(what),
            is_met=are_met(self._faults[what]),
            events=read(address, "event"),
            errors=read(address, "error"),
        )

    def _add(self, row: Row, times: int) -> None:
        fault = row.fault(self.side.addresses[row.what], times)
        self._faults[row.what].append(fault)
        self.side.service.faults.add(fault)

    def _count(self, what: str, word: str) -> int:
        return count(self.side.texts(what), word)

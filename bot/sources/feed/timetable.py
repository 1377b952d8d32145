"""When a feed is looked at next."""

from __future__ import annotations

from dataclasses import dataclass

HOUR, DAY = 3600.0, 86400.0


@dataclass(frozen=True, slots=True)
class Timetable:
    """Looks come `every` so many seconds; where the feed asks to be looked at less often, `at_most` so many."""

    every: float
    at_most: float = HOUR

    def after_look(self, floor: float) -> float:
        """Return the seconds to wait after a look, `floor` being what the feed asks for."""
        return max(self.every, min(floor, self.at_most))

    def after_failures(self, failures: int, asked: float | None, chance: float) -> float:
        """Return the seconds to wait after so many failures in a row: twice as long each time, up to an hour.

        `chance`, from 0 to 1, spreads those that failed together. What the server asked for is kept, up to a day.
        """
        longest = min(self.every * 2.0 ** min(failures, 32), max(HOUR, self.every))
        pause = max(self.every, longest * (1 + chance) / 2)
        return pause if asked is None else max(pause, min(asked, DAY))

"""Keeps an outage from filling the log: what every loop says again each second is written once a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

    from structlog.typing import EventDict

MINUTE: Final = 60.0
MOST: Final = 200  # that are remembered; of more the oldest are written sooner
ENDINGS: Final = (".store_failed", ".unreachable")
NAMES: Final = frozenset(("store.ended", "store.not_restarted", "keepers.failed", "registrar.failed"))
PASSING: Final = frozenset(("timestamp", "level"))


@dataclass(slots=True)
class _Told:
    at: float
    repeated: int = 0


class Repeats:
    """Lets an event that tells of an outage through, and the same one not again before the minute is over."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[tuple[tuple[str, str], ...], _Told] = {}

    def see(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        """Return the event, with how often it was left out before; raises `DropEvent`: a processor of structlog."""
        name = str(event.get("event", ""))
        if not (name.endswith(ENDINGS) or name in NAMES):
            return event
        key = tuple(sorted((field, str(value)) for field, value in event.items() if field not in PASSING))
        now, before = self._clock(), self._told.pop(key, None)
        if before is not None and now - before.at < MINUTE:
            before.repeated += 1
            self._told[key] = before
            raise structlog.DropEvent
        self._told[key] = _Told(now)
        if len(self._told) > MOST:
            del self._told[next(iter(self._told))]
        return {**event, "repeated": before.repeated} if before is not None and before.repeated else event

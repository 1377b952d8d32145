"""What the log says of an outage."""

from __future__ import annotations

from typing import Any

import pytest
import structlog

from bot.ops.repeats import MOST, Repeats


class Log:
    """Writes what is let through, by a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self._repeats = Repeats(lambda: self.now)
        self.written: list[dict[str, Any]] = []

    def says(self, event: str, **fields: object) -> None:
        """Log an event."""
        try:
            told = self._repeats.see(None, "warning", {"event": event, "timestamp": str(self.now), **fields})
        except structlog.DropEvent:
            return
        self.written.append({name: value for name, value in told.items() if name != "timestamp"})


@pytest.mark.parametrize("event", ["fanout.store_failed", "store.unreachable", "store.not_restarted", "keepers.failed"])
def test_outage(event: str) -> None:
    """The same is written once a minute, with how often it was said meanwhile; what is said otherwise is, too."""
    log = Log()
    for second in range(121):
        log.now = float(second)
        log.says(event, role="gate", why="no answer")
        if second == 30:
            log.says(event, role="gate", why="another reason")
    plain = {"event": event, "role": "gate"}
    assert log.written == [
        plain | {"why": "no answer"},
        plain | {"why": "another reason"},
        plain | {"why": "no answer", "repeated": 59},
        plain | {"why": "no answer", "repeated": 59},
    ]


@pytest.mark.parametrize("event", ["delivery.failed", "settings.mistaken", "post.held", "push.refused"])
def test_all_else(event: str) -> None:
    """What tells of something that happened is written as often as it does."""
    log = Log()
    for _ in range(3):
        log.says(event, why="the same")
    assert len(log.written) == 3


def test_bounded() -> None:
    """However much is said in other words, little of it is remembered."""
    log = Log()
    for number in range(2 * MOST):
        log.says("store.unreachable", why=str(number))
    assert len(log.written) == 2 * MOST
    assert len(log._repeats._told) == MOST

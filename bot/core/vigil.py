"""Decides which of the things that an operator must know are to be told now: each once, and once when it is over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.notice import Notice

SETTLED = 2.0  # seconds that something has to stand: a blink is no news, and what comes together is told together
AGAIN = 600.0  # seconds after which it is told that there are more by now


@dataclass(frozen=True, slots=True)
class _Standing:
    """How something stands, since when, and what was told of it last, and when."""

    notice: Notice
    since: float
    told: Notice | None = None
    told_at: float = 0.0

    def is_due(self, now: float, lasting: float) -> bool:
        """Return whether it is to be told; that there are fewer by now, so that more are known for more."""
        if now - self.since < (SETTLED if self.notice.is_over else lasting):
            return False
        if self.told is None or self.told.is_over != self.notice.is_over:
            return True
        grown = 0 if self.notice.is_over else self.notice.count - self.told.count
        return grown < 0 or (grown > 0 and now - self.told_at >= AGAIN)


class Vigil:
    """Keeps in mind how things stand, as one process sees them. What it does not see any more is forgotten.

    Something has to last for `lasting` seconds before it is told; its end is told as soon as it has settled.
    """

    def __init__(self, lasting: float | None = None) -> None:
        self._lasting = SETTLED if lasting is None else lasting
        self._standing: dict[str, _Standing] = {}

    def see(self, notices: Iterable[Notice], now: float) -> Sequence[Notice]:
        """Take in how things stand at `now`, in seconds; return what is to be told."""
        self._standing = {notice.key: self._standing_of(notice, now) for notice in notices}
        return [one.notice for one in self._standing.values() if one.is_due(now, self._lasting)]

    def told(self, notice: Notice, now: float) -> None:
        """Take note that it was told, by this process or another."""
        self._standing[notice.key] = replace(self._standing[notice.key], told=notice, told_at=now)

    def _standing_of(self, notice: Notice, now: float) -> _Standing:
        before = self._standing.get(notice.key)
        if before is None:
            return _Standing(notice, now)
        since = before.since if before.notice.is_over == notice.is_over else now
        return replace(before, notice=notice, since=since)

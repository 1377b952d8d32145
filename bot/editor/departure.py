"""Whether an alert goes out for a post, when, and if not why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark


class State(StrEnum):
    """What becomes of a file's alert."""

    NOW = "now"
    LATER = "later"
    DRAFT = "draft"
    UNPUBLISHED = "unpublished"
    RETRACTED = "retracted"
    UNANNOUNCED = "unannounced"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Departure:
    """When an alert goes out, `at` its moment where that is later; or in a sentence `why` it does not."""

    state: State
    at: datetime | None = None
    why: str = ""

    def __str__(self) -> str:
        """Return it as it ends a sentence that begins with "goes out"."""
        if self.why:
            return f"not: {self.why}"
        return f"at {self.at:%Y-%m-%d %H:%M:%S %z}" if self.at else "as soon as the file is there"

    def record(self) -> dict[str, Any]:
        """Return it as JSON says it."""
        return {"state": self.state, "at": self.at and self.at.isoformat(), "why": self.why or None}


def departure_of(reading: Reading, remarks: Sequence[Remark]) -> Departure:
    """Return when the alert goes out, or what keeps it."""
    document, post = reading.document, reading.post
    if not document or not post:
        first = next((remark.problem.what for remark in remarks if remark.is_error), "")
        return Departure(State.BROKEN, why=first or "Jekyll takes the file for no post")
    if not reading.place.is_post:
        why = f"it is not published yet; published, it would be {reading.published_as}"
        return Departure(State.DRAFT, why=why)
    if not document.is_shown:
        return Departure(State.UNPUBLISHED, why="it says `published: false`")
    if document.data.get("retracted") is True:
        return Departure(State.RETRACTED, why="it says `retracted: true`: an alert that is out is taken back")
    if post.level is Level.NONE:
        return Departure(State.UNANNOUNCED, why="its level is none")
    is_early = post.embargo is not None and post.embargo > reading.now
    return Departure(State.LATER, at=post.embargo) if is_early else Departure(State.NOW)

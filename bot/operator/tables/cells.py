"""Makes cells of what the store knows: cleaned, times by this machine's clock, numbers with their thousands apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from bot.core.text.plain import clean
from bot.operator.tables.table import Cell, Tone

RECENT: Final = timedelta(days=180)  # what is further away is told by its day, in the same room


def words(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Return what somebody wrote, or the platform said."""
    return named(text, text, tone)


def named(shown: str, name: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a word that people are shown in their language and programs know by its name."""
    return Cell(clean(shown), clean(name), tone)


def number(count: int, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a number, which strikes the eye only where there is something to count."""
    return Cell(f"{count:,}", str(count), tone if count else Tone.SOFT)


def moment(at: datetime | None, never: str = "", now: datetime | None = None) -> Cell:
    """Return a time: to the minute where it is near, else its day; for programs to the second, with its zone."""
    if at is None:
        return named(never, "", Tone.SOFT)
    return Cell(brief(at, now), at.astimezone().isoformat(timespec="seconds"))


def brief(at: datetime, now: datetime | None = None) -> str:
    """Return the time in eleven characters at most."""
    is_near = abs(at - (now or datetime.now(UTC))) < RECENT
    return f"{at.astimezone():%m-%d %H:%M}" if is_near else f"{at.astimezone():%Y-%m-%d}"

"""The nouns of when a channel wants to hear: its time zone, its quiet hours, its digest, and that it is muted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is to make a sound, from `begin` to before `end`, over midnight where that is less.

    `is_held` says that what comes then waits for the digest; without it, it comes silently.
    """

    begin: time
    end: time
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """One message for many stories, at a full hour of each day, or of one day of the week (0 is Monday)."""

    hour: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a channel wants to hear.

    `zone` is the name of a time zone (IANA), empty for the one in the settings. With a digest, stories come in it and
    not one by one. What is `muted_until` an aware time waits for the digest, or for then. Where `breaking_passes`,
    breaking news heeds none of it.
    """

    zone: str = ""
    quiet: Quiet | None = None
    digest: Digest | None = None
    muted_until: datetime | None = None
    breaking_passes: bool = True


AT_ANY_HOUR = Hours()

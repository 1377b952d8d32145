"""What operators are told: one field for each matter, so that a language that lacks one fails the type check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.notice import Matter

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is said of a matter: that it is so (about what, and how many), what to do about it, and that it is over.

    `missed` says how many stories did not come meanwhile.
    """

    begun: Callable[[str, int], str]
    remedy: str
    over: Callable[[str], str]
    missed: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePhrases:
    """What is said of each matter, in one language: plain text, without markup.

    `dropped` is said of the end of any whose source, platform or channel the settings have no more.
    """

    held: Telling
    uncertain: Telling
    source: Telling
    gone: Telling
    platform: Telling
    channel: Telling
    name: Telling
    kept: Telling
    store: Telling
    room: Telling
    dropped: Callable[[str], str]

    def of(self, matter: Matter) -> Telling:  # noqa: C901, PLR0911 - one for each matter
        """Return what is said of the matter."""
        match matter:
            case Matter.HELD:
                return self.held
            case Matter.UNCERTAIN:
                return self.uncertain
            case Matter.SOURCE:
                return self.source
            case Matter.GONE:
                return self.gone
            case Matter.PLATFORM:
                return self.platform
            case Matter.CHANNEL:
                return self.channel
            case Matter.NAME:
                return self.name
            case Matter.KEPT:
                return self.kept
            case Matter.STORE:
                return self.store
            case Matter.ROOM:
                return self.room

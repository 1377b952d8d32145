"""The nouns of what an operator must know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Matter(StrEnum):
    """What a notice is about."""

    HELD = "held"
    UNCERTAIN = "uncertain"
    SOURCE = "source"
    GONE = "gone"
    PLATFORM = "platform"
    CHANNEL = "channel"
    NAME = "name"
    KEPT = "kept"
    STORE = "store"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something an operator must know, or the keeper of a channel; or, where `is_over`, that it is so no more.

    `about` names the source, platform or channel, where one is concerned, and `name` is what people call it; `why` is
    in the log's own words. `count` says how many it is about, and `titles` what the first of them are. Of a channel
    that is kept the titles are what the bot lacks there; once it is over, `missed` says how many stories did not come.
    `is_dropped` says that it is over because the settings have it no more.
    """

    matter: Matter
    about: str = ""
    name: str = ""
    why: str = ""
    count: int = 1
    titles: tuple[str, ...] = ()
    is_over: bool = False
    missed: int = 0
    is_dropped: bool = False

    @property
    def key(self) -> str:
        """Return what is the same for a notice and its end, whichever process tells of them."""
        return f"{self.matter} {self.about}".rstrip()

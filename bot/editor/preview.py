"""What would become of one file: what Jekyll computes, when the alert goes out, how it looks, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.editor import grade
from bot.editor.checks import remarks_on
from bot.editor.checks.pictures import picture_of
from bot.editor.departure import departure_of
from bot.editor.reading import read
from bot.editor.records import record_of
from bot.editor.renditions import on_discord, on_telegram

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.core.delivery import Language
    from bot.core.levels import LevelRule
    from bot.editor.checks.pictures import Picture
    from bot.editor.departure import Departure
    from bot.editor.place import Place
    from bot.editor.reading import Reading
    from bot.editor.remark import Remark
    from bot.editor.renditions import Rendition
    from bot.sources.jekyll import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everything an editor asks about a file; no renditions where there is no alert."""

    reading: Reading
    level_reason: str
    departure: Departure
    remarks: tuple[Remark, ...]
    picture: Picture | None
    telegram: Rendition | None
    discord: Rendition | None

    @property
    def is_as_meant(self) -> bool:
        """Return whether nothing prevents the alert or changes it from what its editor means."""
        return not any(remark.is_error for remark in self.remarks)

    def record(self) -> dict[str, Any]:
        """Return the preview as JSON says it: the site's view of the post, and the alert's."""
        picture = self.picture and {
            "url": self.picture.url,
            "file": self.picture.file and str(self.picture.file),
            "bytes": self.picture.size,
        }
        return {
            **record_of(self.reading, self.remarks),
            "published_as": self.reading.published_as,
            "as_meant": self.is_as_meant,
            "departure": self.departure.record(),
            "level_reason": self.level_reason or None,
            "picture": picture,
            "telegram": self.telegram and self.telegram.record(),
            "discord": self.discord and self.discord.record(),
        }


def preview(
    place: Place,
    site: Site,
    *,
    rules: Sequence[LevelRule],
    now: datetime,
    language: Language,
    twin_of: Callable[[Reading], str | None],
) -> Preview:
    """Return what would become of the file; raises `FileNotFoundError`. `twin_of` finds a post with its address."""
    reading = read(place, site, rules, now)
    remarks = remarks_on(reading, twin_of(reading) if reading.answers else None)
    alert = reading.alert
    return Preview(
        reading=reading,
        level_reason=grade.reason(reading, rules),
        departure=departure_of(reading, remarks),
        remarks=remarks,
        picture=picture_of(reading),
        telegram=on_telegram(alert, language) if alert else None,
        discord=on_discord(alert, language) if alert else None,
    )

"""Whether the picture that an alert shows is there, and one that the chats show."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bot.editor.checks.told import error
from bot.sandbox.page.pictures import TYPES
from bot.sources.jekyll.address import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark

LARGEST = 5_000_000  # bytes that Telegram fetches of a picture; Discord takes more


@dataclass(frozen=True, slots=True)
class Picture:
    """A post's picture; `file` is where the site's folder has it, or would have it, None for one from elsewhere."""

    url: str
    file: Path | None
    size: int | None = None

    @property
    def is_shown(self) -> bool:
        """Return whether the ending is of a kind that both chats show."""
        return self.file is None or self.file.suffix.lower() in TYPES


def picture_of(reading: Reading) -> Picture | None:
    """Return the picture of a post, None where it has none."""
    if not reading.post or not reading.post.image:
        return None
    url = reading.post.image
    top = absolute_url("/", reading.site.url, reading.site.baseurl)
    if not url.startswith(top):
        return Picture(url, None)
    path = unquote(urlsplit(url[len(top) :]).path)
    for form in ("NFC", "NFD"):
        file = reading.place.root / unicodedata.normalize(form, path)
        try:
            return Picture(url, file, file.stat().st_size)
        except (OSError, ValueError):
            continue
    return Picture(url, reading.place.root / path)


def remarks(reading: Reading) -> Iterator[Remark]:
    """Yield a picture that is not there, too large, or of a kind that chats do not show."""
    picture = picture_of(reading)
    if picture is None or picture.file is None:
        return
    if not picture.is_shown:
        kinds = ", ".join(sorted(TYPES))
        yield error(reading, f"no chat shows a picture like {picture.file.name}", f"Take one of {kinds}.", "image")
    elif picture.size is None:
        what = f"the site's folder has no picture {picture.file.relative_to(reading.place.root)}"
        yield error(reading, what, "Add it, or correct the path.", "image")
    elif picture.size > LARGEST:
        what = f"the picture {picture.file.name} has {picture.size / 1e6:.1f} MB, and Telegram shows none above 5"
        yield error(reading, what, "Make it smaller.", "image")

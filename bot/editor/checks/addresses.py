"""Where a post's link leads, and whether another page is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.editor.checks.told import error, warning
from bot.platforms.discord.components import BUTTON_URL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark


def remarks(reading: Reading) -> Iterator[Remark]:
    """Yield a link that no reader could open, and one too long for a button."""
    if not reading.post or not reading.alert:
        return
    if not reading.alert.link:
        what = f"the link is none that a chat takes, so the alert goes out without: {reading.post.link}"
        yield error(reading, what, "Look at `url` in _config.yml and at the permalink; 2048 characters at most.")
    elif len(reading.alert.link) > BUTTON_URL:
        what = f"the link has {len(reading.alert.link)} characters: Discord shows no button for more than {BUTTON_URL}"
        yield warning(reading, what, "Give the post a short `slug:`; Korean counts nine for each letter.")


def twins(reading: Reading, twin: str | None) -> Iterator[Remark]:
    """Yield that another post has the same address, if one has."""
    if twin and reading.answers:
        what = f"has the same address as {twin}, {reading.answers['url']}: Jekyll keeps only one of the two pages"
        yield error(reading, what, "Give one of them another `permalink:` or name.", "permalink")

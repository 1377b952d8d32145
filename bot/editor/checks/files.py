"""What is wrong with a file's name."""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from bot.editor.checks.told import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark


def remarks(reading: Reading) -> Iterator[Remark]:
    """Yield a name among the posts that is no post's, and letters as only a Mac writes them."""
    place = reading.place
    if place.is_misnamed:
        what = "the file's name is no post's, so it is never announced"
        yield error(reading, what, f"Name it {basename(reading.published_as)}.")
    if not place.is_composed:
        what = "the file's name is decomposed (NFD): its address has other letters than one that is typed"
        yield warning(reading, what, "Rename it in NFC; on a Mac, set `git config core.precomposeunicode true`.")

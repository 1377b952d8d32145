"""Keys of the front matter that are nearly ones we know: what was meant is lost without a word."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.editor.checks.told import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark

_KEY = re.compile(r"^([^\W\d][\w-]*)[ \t]*:", re.MULTILINE)
_KNOWN = (
    *("title", "date", "category", "categories", "tag", "tags", "excerpt", "excerpt_separator", "image"),
    *("alert", "published", "permalink", "slug", "embargo", "correction", "retracted"),
)
# Words of other tools and themes that happen to look like ours.
_OTHERS = frozenset(("publisher", "dates", "dated", "images", "titles", "alerts"))
_CLOSE = 0.8


def remarks(reading: Reading) -> Iterator[Remark]:
    """Yield every key that is written nearly as one we know, where that one is not there itself."""
    head = reading.document.head if reading.document else ""
    written = _KEY.findall(head)
    for key in written:
        meant = _meant(key)
        if meant and meant not in written:
            yield error(reading, f"`{key}:` says nothing to Jekyll or Sokbo", f"Is `{meant}:` meant? Write that.", key)


@lru_cache(maxsize=1024)  # a site has the same few keys in all its posts
def _meant(key: str) -> str | None:
    if key in _KNOWN or key in _OTHERS or any(key.startswith((f"{one}_", f"{one}-")) for one in _KNOWN):
        return None
    return next(iter(get_close_matches(key.casefold(), _KNOWN, n=1, cutoff=_CLOSE)), None)

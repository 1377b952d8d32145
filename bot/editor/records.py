"""A file as one record: what Jekyll computes, the level, and the problems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.editor.place import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.editor.reading import Reading
    from bot.editor.remark import Remark

_UNKNOWN: dict[str, Any] = dict.fromkeys(
    ("collection", "url", "absolute_url", "title", "slug", "date", "categories", "tags", "excerpt", "excerpt_text")
)


def record_of(reading: Reading, remarks: Sequence[Remark]) -> dict[str, Any]:
    """Return the record; what Jekyll would not compute is null in it."""
    is_there = reading.published_as == reading.place.path
    return {
        "path": printable(reading.place.path),
        **{name: value for name, value in (reading.answers or _UNKNOWN).items() if name != "path"},
        "published": bool(is_there and reading.document and reading.document.is_published),
        "level": reading.post and reading.post.level,
        "problems": [remark.record() for remark in remarks],
    }


def line(record: object) -> str:
    """Return a record as a line of JSON; YAML's odder values are said in words."""
    return json.dumps(record, ensure_ascii=False, default=str)

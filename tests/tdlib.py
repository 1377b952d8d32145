"""Telegram's own parser as the judge of what we send: TDLib, which the Bot API server is built on.

Only its synchronous functions are used, which need no login; a client would dial out.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import tdjson


class Entity(NamedTuple):
    """What TDLib found: its kind without the `textEntityType`, the words it covers, and the address of a link."""

    kind: str
    words: str
    url: str = ""


def parse(html: str) -> tuple[str, list[Entity]]:
    """Return the text and its entities as Telegram reads the HTML; raises ValueError with TDLib's words."""
    answer = _execute({"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}})
    return answer["text"], _entities(answer["text"], answer["entities"])


def found(text: str) -> list[Entity]:
    """Return what Telegram's clients make of plain text by themselves: mentions, hashtags, addresses."""
    return _entities(text, _execute({"@type": "getTextEntities", "text": text})["entities"])


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"null")
    if answer["@type"] == "error":
        raise ValueError(answer["message"])
    return answer


def _entities(text: str, entities: list[dict[str, Any]]) -> list[Entity]:
    """Return the entities with their words; TDLib counts in UTF-16 units."""
    wide = text.encode("utf-16-le")
    return [
        Entity(
            kind=entity["type"]["@type"].removeprefix("textEntityType"),
            words=wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"),
            url=entity["type"].get("url", ""),
        )
        for entity in entities
    ]


# TDLib would write every request to the terminal.
_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})

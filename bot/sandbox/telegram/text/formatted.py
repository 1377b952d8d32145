"""A message's text as it is shown: parsed, cleaned, trimmed, with what Telegram itself finds in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.sandbox.telegram.refusals import bad
from bot.sandbox.telegram.text.entity import MONOSPACED, QUOTES, STYLES, Entity, utf16
from bot.sandbox.telegram.text.found import found_entities
from bot.sandbox.telegram.text.html import parse_html
from bot.sandbox.telegram.text.tags import MarkupRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_ENTITIES = 100  # the server drops those beyond (doc: limits)
# What TDLib takes away or blanks in every text (source: clean_input_string).
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANKED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_EDGES = " \n"


class Formatted(NamedTuple):
    """A text and the Bot API entities in it."""

    text: str
    entities: list[dict[str, Any]]


def formatted(raw: str, parse_mode: str, known_users: Callable[[], dict[int, dict[str, Any]]]) -> Formatted:
    """Return what the chat shows, an empty text where nothing is left; refuse markup that cannot be read."""
    text, everything = _read(raw, parse_mode.lower())
    users = known_users() if any(one.type == "text_mention" for one in everything) else {}
    return Formatted(text, [one for one in (_json(entity, users) for entity in everything) if one])


@lru_cache(maxsize=256)  # a broadcast is one text for thousands of chats
def _read(raw: str, parse_mode: str) -> tuple[str, tuple[Entity, ...]]:
    text, entities = _parsed(raw, parse_mode)
    text, entities = _cleaned(text, entities)
    text, entities = _trimmed(text, entities)
    entities = _untangled(entities)
    marked = [one for one in entities if one.type not in STYLES | QUOTES]
    everything = sorted([*entities, *found_entities(text, marked)], key=Entity.order)
    return text, tuple(everything[:MAX_ENTITIES])


def _parsed(raw: str, parse_mode: str) -> tuple[str, list[Entity]]:
    if parse_mode in {"", "none"}:
        return raw, []
    if parse_mode != "html":
        # Markdown is real at Telegram; this sandbox reads HTML only, and says so rather than show it wrong.
        raise bad("unsupported parse_mode")
    try:
        return parse_html(raw)
    except MarkupRefused as refused:
        raise bad(f"can't parse entities: {refused}") from None


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = _BLANKED.sub(" ", text)
    if _REMOVED.search(text) is None:
        return text, entities
    gone = [utf16(text[: match.start()]) for match in _REMOVED.finditer(text)]
    moved = [
        _between(one, one.offset - bisect_left(gone, one.offset), one.end - bisect_left(gone, one.end))
        for one in entities
    ]
    return _REMOVED.sub("", text), moved


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut blank edges off the text, and blank beginnings off its entities; drop entities that are blank."""
    if not entities:
        return text.strip(_EDGES), []
    units = text.encode("utf-16-le")
    kept = text.strip(_EDGES)
    skipped = len(text) - len(text.lstrip(_EDGES))
    end = skipped + utf16(kept)
    moved = []
    for one in entities:
        stretch = units[2 * one.offset : 2 * min(one.end, end)].decode("utf-16-le")
        begin = one.offset + len(stretch) - len(stretch.lstrip(_EDGES))
        if stretch.strip(_EDGES):
            moved.append(_between(one, begin - skipped, min(one.end, end) - skipped))
    return kept, moved


def _untangled(entities: list[Entity]) -> list[Entity]:
    """Join styles that touch, and drop what may not lie inside something else."""
    if len(entities) < 2:
        return entities
    styles = [one for kind in sorted(STYLES) for one in _joined(entities, kind)]
    quotes = _apart([one for one in entities if one.type in QUOTES])
    others = _apart([one for one in entities if one.type not in STYLES | QUOTES])
    mono = [one for one in others if one.type in MONOSPACED]
    free = [one for one in styles if not any(one.offset >= other.offset and one.end <= other.end for other in mono)]
    return sorted([*quotes, *others, *free], key=Entity.order)


def _joined(entities: Sequence[Entity], kind: str) -> list[Entity]:
    joined: list[Entity] = []
    for one in sorted((one for one in entities if one.type == kind), key=Entity.order):
        if joined and one.offset <= joined[-1].end:
            joined[-1] = _between(one, joined[-1].offset, max(one.end, joined[-1].end))
        else:
            joined.append(one)
    return joined


def _apart(entities: Sequence[Entity]) -> list[Entity]:
    apart: list[Entity] = []
    for one in sorted(entities, key=Entity.order):
        if not apart or one.offset >= apart[-1].end:
            apart.append(one)
    return apart


def _between(entity: Entity, offset: int, end: int) -> Entity:
    return entity._replace(offset=offset, length=end - offset)


def _json(entity: Entity, known_users: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return the Bot API object; a mention of somebody unknown to the bot is dropped."""
    if entity.type != "text_mention":
        return entity._replace(extra=()).json() if entity.type == "code" else entity.json()
    user = known_users.get(int(entity.extra[0][1]))
    return {**entity._replace(extra=()).json(), "user": user} if user else {}

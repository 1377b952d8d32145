"""Roundups as the body of a message, but for whether they make a sound."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from bot.core.readers.conversation import Span, Style
from bot.core.schedule.listing import fullest, heading_of
from bot.core.text.plain import units
from bot.platforms.discord import markup

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.post import Roundup
    from bot.core.readers.conversation import Line

_TITLE, _DESCRIPTION, _CONTENT = 256, 4096, 2000
_COLOR = 0x2563EB


@lru_cache(maxsize=64)  # channels share one; not to be changed
def roundup_message(roundup: Roundup, language: Language) -> dict[str, Any]:
    """Return the roundup as an embed with as many whole stories as it holds: their addresses count as well."""
    told = cache(markup.line)
    lines = fullest(roundup, language, lambda lines: units("\n".join(map(told, lines))) <= _DESCRIPTION)
    title = markup.escaped(heading_of(roundup, language), _TITLE)
    return {
        "content": "",
        "embeds": [{"title": title, "description": "\n".join(map(told, lines)), "color": _COLOR}],
        "components": [],
    }


def plain_roundup(roundup: Roundup, language: Language) -> dict[str, Any]:
    """Return the roundup as text alone, for where Discord refused the embed."""
    told = cache(markup.line)
    heading = told((Span(heading_of(roundup, language), Style.BOLD),))

    def text(lines: tuple[Line, ...]) -> str:
        return "\n".join((heading, "", *map(told, lines)))

    lines = fullest(roundup, language, lambda lines: units(text(lines)) <= _CONTENT)
    return {"content": text(lines), "embeds": [], "components": []}

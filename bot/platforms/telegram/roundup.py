"""Roundups as the parameters of sendMessage and editMessageText, but for whether they make a sound."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from bot.core.readers.conversation import Moment, Span, Style
from bot.core.schedule.listing import fullest, heading_of
from bot.core.text.links import safe_link
from bot.core.text.plain import units
from bot.platforms.telegram import markup

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.post import Roundup
    from bot.core.readers.conversation import Line

_PLAIN = 4096


def roundup_message(roundup: Roundup, language: Language) -> dict[str, Any]:
    """Return the roundup with as many whole stories as a message holds."""
    told = cache(markup.line)
    heading = told((Span(heading_of(roundup, language), Style.BOLD),))

    def html(lines: tuple[Line, ...]) -> str:
        return "\n".join((heading, "", *map(told, lines)))

    lines = fullest(roundup, language, lambda lines: markup.share(html(lines)) <= 1)
    return {"text": html(lines), "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def plain_roundup(roundup: Roundup, language: Language) -> dict[str, Any]:
    """Return the roundup without markup, each link below its story, for where Telegram refused the other."""

    def text(lines: tuple[Line, ...]) -> str:
        return "\n".join((heading_of(roundup, language), "", *map(_plain, lines)))

    return {"text": text(fullest(roundup, language, lambda lines: units(text(lines)) <= _PLAIN))}


def _plain(line: Line) -> str:
    spans = [part for part in line if not isinstance(part, Moment)]
    links = filter(None, (safe_link(span.href) for span in spans))
    return "\n".join((markup.still("".join(span.text for span in spans)), *links))

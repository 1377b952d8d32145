"""Puts a roundup into lines: a heading, and under each category its stories, each with time and link."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from bot.core.formatter import alert_of, has_time
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Span, Style
from bot.core.schedule.calendar import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.core.delivery import Language
    from bot.core.post import Alert, Post, Roundup
    from bot.core.readers.conversation import Line

BLANK: Line = (Span(""),)


def heading_of(roundup: Roundup, language: Language) -> str:
    """Return how many stories it has and of which days."""
    days = [_local(post, roundup).date() for post in roundup.stories]
    return phrases_in(language).roundup(len(days) + roundup.more, min(days), max(days)) if days else ""


def fullest(roundup: Roundup, language: Language, fits: Callable[[tuple[Line, ...]], bool]) -> tuple[Line, ...]:
    """Return the lines below the heading with as many whole stories as fit, and how many are left out."""
    told = _told(roundup, language)
    least, most = 0, len(told)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(_arranged(told, middle, roundup.more, language)):
            least = middle
        else:
            most = middle - 1
    return _arranged(told, least, roundup.more, language)


def _told(roundup: Roundup, language: Language) -> list[tuple[str, Line]]:
    """Return each story as a line, with the category that it stands under."""
    is_of_one_day = len({_local(post, roundup).date() for post in roundup.stories}) <= 1
    told = []
    for post in roundup.stories:
        alert, time = alert_of(post), _time(post, roundup, is_of_one_day=is_of_one_day)
        told.append((_section(alert, roundup), _story(post, alert, time, language)))
    return told


def _arranged(told: Sequence[tuple[str, Line]], count: int, more: int, language: Language) -> tuple[Line, ...]:
    """Return the first `count` stories by category, those without one last, and how many there are besides."""
    phrases = phrases_in(language)
    sections: dict[str, list[Line]] = {}
    for name, story in told[:count]:
        sections.setdefault(name, []).append(story)
    lines: list[Line] = []
    for name in sorted(sections, key=lambda name: not name):
        heading = (Span(name or phrases.roundup_uncategorized, Style.BOLD),)
        lines += [*([BLANK] if lines else []), heading, *sections[name]]
    if left := len(told) - count + more:
        lines += [*([BLANK] if lines else []), (Span(phrases.roundup_more(left)),)]
    return tuple(lines)


def _section(alert: Alert, roundup: Roundup) -> str:
    """Return the category that a story stands under: the first that is wished for, else its first, else none."""
    wished = (name for name in alert.categories if name.casefold() in roundup.topics)
    return next(wished, alert.categories[0] if alert.categories else "")


def _story(post: Post, alert: Alert, time: str, language: Language) -> Line:
    mark = phrases_in(language).mark(post.level)
    before = " ".join(filter(None, ("·", time, mark)))
    return (Span(f"{before} "), Span(alert.headline, href=alert.link))


def _time(post: Post, roundup: Roundup, *, is_of_one_day: bool) -> str:
    """Return when the story was published, without the day where all are of one; nothing where no time is known."""
    at = _local(post, roundup)
    day = "" if is_of_one_day else f"{at:%m-%d}"
    return " ".join(filter(None, (day, f"{at:%H:%M}" if has_time(post.published_at) else "")))


def _local(post: Post, roundup: Roundup) -> datetime:
    """Return when the story was published by the clock of the roundup; a date alone is the same everywhere."""
    if not has_time(post.published_at):
        return post.published_at
    return post.published_at.astimezone(zone_of(roundup.zone) or UTC)

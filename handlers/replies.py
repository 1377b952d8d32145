"""Builds replies from sentences, posts and buttons."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import regex

from bot.core.delivery import Kind
from bot.core.formatter import alert_of, has_time
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Moment, Reply, Span, Style

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from bot.core.delivery import Language
    from bot.core.post import Post
    from bot.core.readers.conversation import Asker, Line

_LONGEST_TITLE = 120  # graphemes: ten such stories stay one message on both platforms
_LONGEST_GRAPHEME = 12  # code points: a family of emoji has them, more is a pile of marks (zalgo)
_GRAPHEME = regex.compile(r"\X")


def is_shared(asker: Asker) -> bool:
    """Return whether others read along where the question was asked."""
    return asker.channel.kind is not Kind.PRIVATE


def said(*sentences: str, to: Asker) -> Reply:
    """Return the sentences as a reply, a line each, that bothers nobody but the asker."""
    return Reply(tuple(plain(sentence) for sentence in sentences), private=is_shared(to))


def plain(text: str) -> Line:
    """Return a line of plain text."""
    return (Span(text),)


def heading(text: str) -> Line:
    """Return a line that heads those below it."""
    return (Span(text, Style.BOLD),)


def by_clock(lines: Iterable[Line], zone: tzinfo) -> tuple[Line, ...]:
    """Return the lines with their times by the clock of this zone, for where no reader's own is known."""
    return tuple(tuple(map(partial(_by_clock, zone=zone), line)) for line in lines)


def _by_clock(part: Span | Moment, zone: tzinfo) -> Span | Moment:
    return part if isinstance(part, Span) or part.is_day else replace(part, at=part.at.astimezone(zone))


def story(post: Post, language: Language) -> Line:
    """Return a post as one line: when, whether it is breaking, and its title as a link."""
    mark = phrases_in(language).mark(post.level)
    breaking = (Span(f"{mark} ", Style.BOLD),) if mark else ()
    title = clipped(alert_of(post).headline, _LONGEST_TITLE)
    when = Moment(post.published_at, is_day=not has_time(post.published_at))
    return (when, Span(" "), *breaking, Span(title, href=post.link))


def clipped(text: str, most: int) -> str:
    """Return the text on one line, of at most so many graphemes, none of them a pile of marks."""
    graphemes = [found[:_LONGEST_GRAPHEME] for found in _GRAPHEME.findall(" ".join(text.split()))]
    return "".join(graphemes) if len(graphemes) <= most else "".join(graphemes[: most - 1]).rstrip() + "…"


def rows(buttons: Iterable[Button], width: int = 3) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons in rows."""
    listed = tuple(buttons)
    return tuple(listed[start : start + width] for start in range(0, len(listed), width))

"""Makes of a post what its readers meet: one headline, a short excerpt, a link, before any markup."""

from __future__ import annotations

from datetime import time
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from bot.core.post import Alert, Level, Note
from bot.core.text.links import safe_link
from bot.core.text.plain import ELLIPSIS, clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.post import Post

HEADLINE = 250  # UTF-16 units; a Discord embed's title takes 256
EXCERPT = 500
CORRECTION = 300
CATEGORY = 40
CATEGORIES = 5

_SENTENCE_END = ".!?…:;|-–— "
_WORD = r"(?:속보|breaking(?:\s+news)?)"
_LEVEL_WORD = regex.compile(rf"[🚨\s]*(?:[\[(<【〈［]\s*{_WORD}\s*[\])>】〉］]|{_WORD}\s*[:：|])\s*", regex.I)


@lru_cache(maxsize=64)  # a broadcast asks for the same one thousands of times
def alert_of(post: Post, *, is_correction: bool = False) -> Alert:
    """Return the post as an alert: every text cleaned, on one line and bounded; a link that is none is left out.

    `is_correction` says that it replaces what a message showed before. A note on a correction makes no sound, for the
    alert it is about had its own; one that tells of breaking news does.
    """
    title = _without_level(clean(post.title), post.level)
    excerpt = _without_repetition(clean(post.excerpt), title)
    link = safe_link(post.link)
    if not title:
        title, excerpt = excerpt or link or ELLIPSIS, ""
    return Alert(
        headline=cut(title, HEADLINE),
        excerpt=cut(excerpt, EXCERPT),
        link=link,
        image=safe_link(post.image or "") or None,
        level=Level.SILENT if post.note is Note.CORRECTED else post.level,
        published_at=post.published_at,
        categories=_categories(post.categories),
        correction=cut(clean(post.correction), CORRECTION),
        corrected_at=_corrected_at(post) if is_correction or post.note is Note.CORRECTED else None,
        has_page=post.has_page,
        note=post.note,
        notice=post.notice,
        roundup=post.roundup,
    )


def has_time(at: datetime) -> bool:
    """Return whether a time of day was given: midnight to the second is how a date alone arrives."""
    return at.time() != time()


def _corrected_at(post: Post) -> datetime | None:
    """Return when the post was corrected, by the clock that its date is written in."""
    return post.corrected_at and post.corrected_at.astimezone(post.published_at.tzinfo)


def _without_level(title: str, level: Level) -> str:
    """Return the title of a breaking post without its own `[속보]`: the mark before the headline says it."""
    if level is not Level.BREAKING:
        return title
    return _LEVEL_WORD.sub("", title, count=1) if _LEVEL_WORD.match(title) else title


def _without_repetition(excerpt: str, title: str) -> str:
    """Return the excerpt without the title it begins with; what goes on in the same sentence stays whole."""
    stem = title.rstrip(_SENTENCE_END)
    if excerpt.endswith((ELLIPSIS, "...")) and title.startswith(excerpt.rstrip(_SENTENCE_END)):
        return ""
    if not stem or not excerpt.startswith(stem):
        return excerpt
    rest = excerpt[len(stem) :]
    new = rest.lstrip(_SENTENCE_END)
    return new if not new or rest[0] in _SENTENCE_END.strip() else excerpt


def _categories(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first few categories as they are to be shown, each once."""
    by_name: dict[str, str] = {}
    for name in names:
        shown = cut(clean(name), CATEGORY)
        if shown:
            by_name.setdefault(shown.casefold(), shown)
    return tuple(by_name.values())[:CATEGORIES]

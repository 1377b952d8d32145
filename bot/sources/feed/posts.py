"""The posts that a feed's entries are, or what keeps them from being announced."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.post import Post, digest, post_id
from bot.core.sighting import Problem
from bot.core.text.links import canonical
from bot.core.text.plain import cut

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from bot.sources.feed.reading.feed import Entry, Feed

_NO_CHARACTER = "\ufffd"
_TORN = re.compile(r"\ufffd+(?=[\s.…]*\Z)")  # where a text was cut by its bytes, in the middle of a character
_HEADLINE = 120


class Clippings:
    """What one feed has shown: makes posts of its entries, and remembers when it first saw those without a date.

    The memory is as long as the feed itself. `address` is the one in the settings.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._first_seen: Mapping[str, datetime] = {}

    def take(self, feed: Feed, now: datetime) -> tuple[list[Post], dict[str, Problem]]:
        """Return posts and problems by key; of entries with the same key the first counts, the newest as a rule."""
        posts, problems = list[Post](), dict[str, Problem]()
        entries: dict[str, Entry] = {}
        for entry in feed.entries:
            if key := _key(entry):
                entries.setdefault(key, entry)
        # Those without a date keep their order: one that stands above another was published after it.
        moments = {key: now - timedelta(microseconds=place) for place, key in enumerate(entries)}
        self._first_seen = {key: self._first_seen.get(key, moment) for key, moment in moments.items()}
        shared = _shared(entries.values())
        for key, entry in entries.items():
            tidy = entry._replace(excerpt=_TORN.sub("", entry.excerpt))
            post = self._post(key, tidy, feed.home, shared)
            if problem := _problem(key, tidy):
                problems[key] = replace(problem, post=post.id)
            else:
                posts.append(post)
        return posts, problems

    def _post(self, key: str, entry: Entry, home: str, shared: Container[str]) -> Post:
        link = entry.link if _is_web(entry.link) else ""
        has_own_link = bool(link) and canonical(link) not in shared
        return Post(
            id=post_id(canonical(link) if has_own_link else f"{self._address} {key}"),
            key=key,
            title=entry.title or cut(entry.excerpt, _HEADLINE),
            link=link or (home if _is_web(home) else self._address),
            published_at=_moment(entry.published) or self._first_seen[key],
            excerpt=entry.excerpt,
            image=entry.image or None,
            categories=entry.categories,
            has_own_link=has_own_link,
            version=digest(entry.text),
            text=entry.text,
        )


def _shared(entries: Iterable[Entry]) -> set[str]:
    """Return the pages of which entries with different titles are parts: a live blog's, a list of changes'."""
    titles: dict[str, str] = {}
    shared = set()
    for entry in entries:
        page = canonical(entry.link)
        if titles.setdefault(page, entry.title) != entry.title:
            shared.add(page)
    return shared


def _key(entry: Entry) -> str:
    """Return the feed's own name for the entry, else what is the same for every link to it, else its title."""
    return entry.guid or (canonical(entry.link) if _is_web(entry.link) else "") or entry.title


def _problem(key: str, entry: Entry) -> Problem | None:
    if any(_NO_CHARACTER in text for text in (*entry[:3], entry.excerpt, *entry.categories)):
        remedy = "Let the feed be written whole, in the encoding that it names."
        return Problem(key, "the entry is garbled: some of it is no text (U+FFFD)", remedy)
    if not entry.title and not entry.excerpt:
        return Problem(key, "the entry has neither a title nor a text", "Give it a title.")
    return None


def _is_web(link: str) -> bool:
    return link.lower().startswith(("http://", "https://"))


def _moment(published: float | None) -> datetime | None:
    try:
        return None if published is None else datetime.fromtimestamp(published, UTC)
    except (ValueError, OverflowError, OSError):
        return None

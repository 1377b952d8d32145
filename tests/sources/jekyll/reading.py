"""The first user's site, a moment in its life, and what the reader makes of a file then."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.core.post import Post
from bot.core.sighting import Problem
from bot.sources.jekyll import Site, read_post

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PATH = "_posts/2026-11-20-새-소식.md"
CONFIG = "title: newsdao\nurl: https://newsdao.kr\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n"
SITE = Site.parse(CONFIG)


def outcome(content: bytes | str, path: str = PATH, site: Site = SITE, now: datetime = NOW) -> Post | Problem | None:
    """Return what the reader makes of a file."""
    return read_post(path, content.encode() if isinstance(content, str) else content, site, now=now)


def post_of(content: bytes | str, path: str = PATH, site: Site = SITE) -> Post:
    """Return the post in a file that has one."""
    found = outcome(content, path, site)
    assert isinstance(found, Post), found
    return found


def problem_of(content: bytes | str, path: str = PATH, site: Site = SITE) -> Problem:
    """Return the problem of a file that has one."""
    found = outcome(content, path, site)
    assert isinstance(found, Problem), found
    return found


def page(*front_matter: str, body: str = "본문입니다.\n") -> str:
    """Return a post's text with these lines between its `---`."""
    return "\n".join(["---", *front_matter, "---", "", body])

"""A newsroom's day by a seed: posts that are published, corrected and withdrawn, and what of them ought to be read."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom

_MARK = re.compile(r"소식 (\d+), (\d+)판")


@dataclass(slots=True)
class Written:
    """A post: which edition of it stands in the folder, and whether any does."""

    number: int
    edition: int = 1
    is_breaking: bool = False
    is_there: bool = True

    @property
    def slug(self) -> str:
        """Return the name of its file; posts of one day are in the order of their names."""
        return f"story-{self.number:05}"

    @property
    def title(self) -> str:
        """Return a title by which each edition can be told in any chat."""
        return f"{'[속보] ' if self.is_breaking else ''}소식 {self.number}, {self.edition}판"


class Story:
    """Writes into the newsroom what chance, by `seed`, says is next; `posts` is what the folder says, by number."""

    def __init__(self, newsroom: Newsroom, seed: int) -> None:
        self.chance = random.Random(seed)
        self.posts: dict[int, Written] = {}
        self._newsroom = newsroom

    def publish(self, *, is_breaking: bool = False) -> Written:
        """Publish a new post."""
        post = Written(len(self.posts) + 1, is_breaking=is_breaking)
        self.posts[post.number] = post
        self._write(post)
        return post

    def act(self) -> None:
        """Publish, mostly; or correct or withdraw one of the last few."""
        there = [post for post in list(self.posts.values())[-6:] if post.is_there]
        kind = self.chance.random()
        if not there or kind < 0.7:
            self.publish(is_breaking=self.chance.random() < 0.3)
        elif kind < 0.88:
            post = self.chance.choice(there)
            post.edition += 1
            self._write(post)
        else:
            post = self.chance.choice(there)
            post.is_there = False
            self._newsroom.withdraw(post.slug)

    def _write(self, post: Written) -> None:
        self._newsroom.publish(post.slug, post.title)


def editions(text: str) -> tuple[int, int] | None:
    """Return which post a text tells of and in which edition, None where it tells of none."""
    found = _MARK.search(text)
    return (int(found[1]), int(found[2])) if found else None

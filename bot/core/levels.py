"""Decides how loudly a post is announced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bot.core.post import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """Gives `level` to posts that match every condition it has; texts are compared case-folded.

    `title_prefix` is literal, `image` a shell pattern (`*breaking*`) over the whole image URL.
    """

    level: Level
    category: str = ""
    tag: str = ""
    title_prefix: str = ""
    image: str = ""

    def matches(self, post: Post) -> bool:
        """Return whether the post meets every condition."""
        return (
            (not self.category or _holds(post.categories, self.category))
            and (not self.tag or _holds(post.tags, self.tag))
            and post.title.casefold().startswith(self.title_prefix.casefold())
            and (not self.image or fnmatchcase((post.image or "").casefold(), self.image.casefold()))
        )


def graded(post: Post, rules: Sequence[LevelRule]) -> Post:
    """Return the post with its level: what it declares, else the first rule that matches, else normal."""
    rule = None if post.declared else rule_for(post, rules)
    level = post.declared or (rule.level if rule else Level.NORMAL)
    return post if post.level is level else replace(post, level=level)


def rule_for(post: Post, rules: Sequence[LevelRule]) -> LevelRule | None:
    """Return the rule that gives the post its level where it declares none: the first that matches."""
    return next((rule for rule in rules if rule.matches(post)), None)


def _holds(names: Sequence[str], wanted: str) -> bool:
    return wanted.casefold() in (name.casefold() for name in names)

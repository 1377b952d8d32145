"""Which level a post has, and what gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.levels import rule_for
from bot.sources.jekyll import line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.levels import LevelRule
    from bot.editor.reading import Reading

_CONDITIONS = ("category", "tag", "title_prefix", "image")


def reason(reading: Reading, rules: Sequence[LevelRule]) -> str:
    """Return what gave the post its level: the post itself, one of the settings' rules, or nothing."""
    post = reading.post
    if post is None:
        return ""
    if post.declared is not None:
        line = line_of("alert", reading.document.head) if reading.document else None
        return f"alert: {post.declared}" + (f", line {line}" if line else ", from `defaults` in the site's settings")
    rule = rule_for(post, rules)
    if rule is None:
        return "no rule of the settings matches"
    conditions = ", ".join(f'{name} = "{value}"' for name in _CONDITIONS if (value := getattr(rule, name)))
    return f"rule {rules.index(rule) + 1} of the settings: {conditions or 'every post'}"

"""Decides which channels a post is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Lane
from bot.core.model import Level

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.delivery import Channel
    from bot.core.model import Post


def is_for(post: Post, channel: Channel, recorded_at: datetime) -> bool:
    """Return whether the channel wished for this post before it was recorded."""
    if channel.wishes is None or channel.suspended:
        return False
    if channel.since is not None and channel.since > recorded_at:
        return False
    topics = channel.wishes.topics
    return not topics or any(category.casefold() in topics for category in post.categories)


def lane_of(level: Level) -> Lane:
    """Return the lane in which a post of this level is sent first."""
    return Lane.BREAKING if level is Level.BREAKING else Lane.NORMAL

"""Makes posts and channels for tests, each with only what the test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.delivery import Channel, Kind, Platform, Wishes
from bot.core.post import Post, post_id

DEFAULT = "_posts/2026-11-20-a.md"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def a_post(key: str = DEFAULT, *, minutes: int = 0, **fields: Any) -> Post:
    """Return a post published `minutes` after noon."""
    defaults: dict[str, Any] = {
        "title": "제목",
        "excerpt": "요약",
        "link": "https://newsdao.kr/news/a/" if key == DEFAULT else f"https://newsdao.kr/news/{post_id(key)}/",
        "categories": ("News",),
        "published_at": NOON + timedelta(minutes=minutes),
    }
    return Post(id=post_id(key), key=key, **(defaults | fields))


def a_channel(address: str = "-1001", platform: Platform = Platform.TELEGRAM, **fields: Any) -> Channel:
    """Return a channel that has wanted everything for years."""
    defaults: dict[str, Any] = {"kind": Kind.BROADCAST, "wishes": Wishes(), "since": datetime(2020, 1, 1, tzinfo=UTC)}
    return Channel(platform=platform, address=address, **(defaults | fields))

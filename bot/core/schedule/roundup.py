"""Makes one roundup of what was gathered for a channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.post import Level, Post, Roundup, digest
from bot.core.router import is_for

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.delivery import Channel

MOST = 100  # stories that a roundup knows; a message holds fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was gathered for a channel, now that it is `due`, or late by as long as the bot was down.

    `posts` are those that readers can read, `gone` the ids of the others. `now` is by the store's clock.
    """

    channel: Channel
    posts: tuple[Post, ...]
    gone: tuple[str, ...]
    due: datetime
    now: datetime


def roundup_of(gathered: Gathered, zone: str) -> Post | None:
    """Return the roundup as a post, breaking news and then the newest first; None where nothing is left to tell.

    A story that the channel wishes for no more is left out. Channels with the same stories, wishes and hour share one.
    `zone` is what the channel tells time in.
    """
    wished = sorted(
        (post for post in gathered.posts if is_for(post, gathered.channel, gathered.now)),
        key=lambda post: (post.level is not Level.BREAKING, -post.published_at.timestamp(), post.id),
    )
    if not wished:
        return None
    wishes = gathered.channel.wishes
    topics = tuple(sorted(wishes.topics)) if wishes else ()
    ids = tuple(post.id for post in wished)
    made_of = (gathered.due.isoformat(), zone, *topics, *ids)
    name = f"roundup-{digest(chr(31).join(made_of), size=10)}"
    return Post(
        id=name,
        key=name,
        title=f"digest {gathered.due:%Y-%m-%d %H:%M}",
        link="",
        published_at=gathered.due,
        roundup=Roundup(members=ids[:MOST], more=len(ids[MOST:]), topics=topics, zone=zone),
    )

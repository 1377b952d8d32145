"""The pages of channels: how each stands, and one that is suspended with what it missed."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

from bot.console.markup import empty, link, pill, table, when
from bot.core.router import is_for
from handlers.wishes import described

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.console.markup import Frame
    from bot.core.delivery import Channel
    from bot.core.post import Post
    from handlers.categories import Catalogue

LISTED: Final = 100


def chosen(channels: Sequence[Channel], asked: str) -> list[Channel]:
    """Return the channels whose id or title has all the words, those in trouble first."""
    words = asked.casefold().split()
    found = [one for one in channels if all(word in f"{one.id} {one.title}".casefold() for word in words)]
    return sorted(found, key=lambda one: (not one.suspended, one.wishes is None, one.id))


def missed(posts: Sequence[Post], channel: Channel, since: datetime) -> list[Post]:
    """Return the posts that the channel would have had since then, newest first."""
    listening = replace(channel, suspended="")
    return [one for one in posts if one.published_at >= since and is_for(one, listening, one.published_at)]


def channels(
    listed: Sequence[tuple[Channel, datetime | None]], count: int, asked: str, known: Catalogue, frame: Frame
) -> str:
    """Return the list, each channel with when it was sent something last; `count` are found in all."""
    phrases = frame.phrases
    search = (
        f'<form method="get" class="search"><label>{phrases.channel}<input name="q" value="{escape(asked)}" '
        f'maxlength="100"></label><button>{phrases.search}</button></form>'
    )
    if not listed:
        return search + empty(phrases.no_channels)
    rows = [
        [
            link("/console/channel", one.title or one.id, {"id": one.id}) + f"<br><small>{escape(one.id)}</small>",
            state_of(one, frame),
            escape(described(one.wishes, known, frame.language)) if one.wishes else "–",
            when(last) or phrases.never,
            escape(one.suspended) if one.suspended else "–",
        ]
        for one, last in listed
    ]
    heads = [phrases.channel, phrases.state, phrases.wishes, phrases.last, phrases.problem]
    more = f"<p>{phrases.more(count - len(listed))}</p>" if count > len(listed) else ""
    return search + table(heads, rows) + more


def state_of(one: Channel, frame: Frame) -> str:
    """Return how a channel stands as a pill."""
    phrases = frame.phrases
    if one.suspended:
        since = f"{one.suspended_at.astimezone():%m-%d %H:%M}" if one.suspended_at else "?"
        return pill(phrases.suspended_since(since), "bad")
    return pill(phrases.receives, "good") if one.wishes else pill(phrases.not_subscribed, "")


def channel(
    one: Channel, known: Catalogue, has_missed: Sequence[Post] | None, since: datetime | None, frame: Frame
) -> str:
    """Return the page of one channel; `has_missed` is what it missed while it was suspended, None where it was not.

    `since` is when it was suspended.
    """
    phrases = frame.phrases
    asked = {"since": since.isoformat()} if since else {}
    enable = frame.form("enable", phrases.do["enable"], {"channel": one.id, **asked}, "main")
    problem = (
        f'<dl><dt>{phrases.problem}</dt><dd class="bad">{escape(one.suspended)}</dd>'
        f"<dt>{phrases.remedy}</dt><dd>{phrases.remedies[one.platform]}</dd></dl>{enable}"
    )
    return (
        f'<h2 class="story">{escape(one.title or one.id)}</h2>'
        f"<p>{state_of(one, frame)} <small>{escape(one.id)}</small></p>"
        f"<p>{phrases.wishes}: {escape(described(one.wishes, known, frame.language))}</p>"
        f"{problem if one.suspended else ''}{_missed(one, has_missed, asked, frame)}"
    )


def _missed(one: Channel, posts: Sequence[Post] | None, asked: dict[str, str], frame: Frame) -> str:
    phrases = frame.phrases
    if posts is None:
        return ""
    if not posts:
        return empty(phrases.nothing_missed)
    fields = {"channel": one.id, "back": "channel", **asked}
    rows = [
        [
            link("/console/post", post.title, {"id": post.id}),
            when(post.published_at),
            "–" if one.suspended else frame.form("replay", phrases.do["replay"], {"post": post.id, **fields}),
        ]
        for post in posts
    ]
    return f"<p>{phrases.missed(len(posts))}</p>" + table([phrases.story, phrases.published, phrases.actions], rows)

"""Decides which new posts wait for the operator: too many at once, or too old, is no newsroom's doing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.event import Corrected, Published, Retracted
from bot.core.formatter import has_time
from bot.core.post import Level
from bot.core.sighting import Authority

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.core.event import Event
    from bot.core.post import Post


@dataclass(frozen=True, slots=True)
class Brake:
    """At most `posts` within `seconds` from one source go out unasked, and none that was dated `age` seconds ago.

    More than `gone` that are withdrawn at once are a wrong branch or a disk that is not mounted; more than `posts`
    whose level is raised at once, a site's defaults that were changed.
    """

    posts: int = 5
    seconds: float = 600.0
    age: float = 86_400.0
    gone: int = 20

    def spare(self, events: Sequence[Event]) -> Sequence[Event]:
        """Return the events without their retractions where those are too many to be meant."""
        withdrawn = sum(isinstance(one, Retracted) for one in events)
        return events if withdrawn <= self.gone else [one for one in events if not isinstance(one, Retracted)]

    def calm(self, events: Sequence[Event], authority: Authority) -> Sequence[Event]:
        """Return the events, their raised levels as mere corrections where those are too many to be meant."""
        raised = sum(isinstance(one, Corrected) and one.is_raised for one in events)
        if raised <= self.posts or authority is Authority.PUSH:
            return events
        return [replace(one, is_raised=False) if isinstance(one, Corrected) else one for one in events]

    def hold(
        self, events: Sequence[Event], *, lately: int, authority: Authority, now: datetime, known: Sequence[bool]
    ) -> list[Event]:
        """Return the events, those to be held with their reason.

        `lately` is how many the source published within `seconds`; `known` says of each published post of `events`
        whether it is there already, by its link, and so no news. Of a flood nothing passes: what came first in it is no
        better than the rest. Who pushes posts one by one means each of them. What nobody is told of floods nobody.
        """
        is_there = iter(known)
        fresh = {
            id(one)
            for one in events
            if isinstance(one, Published) and not next(is_there, False) and one.post.level is not Level.NONE
        }
        is_flood = authority is not Authority.PUSH and lately + len(fresh) > self.posts
        flood = f"{lately + len(fresh)} posts within {self.seconds / 60:g} minutes, where {self.posts} may pass"
        return [
            self._held(one, now, flood if is_flood else "") if isinstance(one, Published) and id(one) in fresh else one
            for one in events
        ]

    def _held(self, event: Published, now: datetime, flood: str) -> Published:
        why = f"dated {event.post.published_at:%Y-%m-%d}" if self._is_old(event.post, now) else flood
        return replace(event, held=why)

    def _is_old(self, post: Post, now: datetime) -> bool:
        """Return whether the post is old news; one that names its day alone may be as late as the end of it."""
        at = post.published_at if has_time(post.published_at) else post.published_at + timedelta(days=1)
        return now - at > timedelta(seconds=self.age)

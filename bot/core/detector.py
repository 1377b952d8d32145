"""Decides what happened to posts between what was known and what a source sees now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.model import Corrected, Event, Post, Published, Retracted, Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Findings:
    """What a sighting means: `events` are announced, `quiet` posts become known without a word."""

    events: tuple[Event, ...]
    quiet: tuple[Post, ...] = ()
    is_baseline: bool = False


def detect(sighting: Sighting, known: Mapping[str, str] | None, announce_newest: int = 0) -> Findings:
    """Compare a sighting with what is known (key -> fingerprint; None before the first look).

    A first look is a baseline: its posts are quiet, but for the newest `announce_newest`. Published posts come oldest
    first, so that a reader meets them in order.
    """
    if known is None:
        return _baseline(sighting, announce_newest)
    published = [post for post in sighting.posts if post.key not in known]
    corrected = [post for post in sighting.posts if known.get(post.key, post.fingerprint) != post.fingerprint]
    return Findings(
        (
            *(Retracted(key) for key in _withdrawn(sighting, known)),
            *(Corrected(post) for post in corrected),
            *(Published(post) for post in _oldest_first(published)),
        )
    )


def _baseline(sighting: Sighting, announce_newest: int) -> Findings:
    ordered = _oldest_first(sighting.posts)
    start = max(0, len(ordered) - announce_newest)
    return Findings(tuple(Published(post) for post in ordered[start:]), tuple(ordered[:start]), is_baseline=True)


def _withdrawn(sighting: Sighting, known: Mapping[str, str]) -> Iterator[str]:
    gone = known.keys() - {post.key for post in sighting.posts} if sighting.complete else sighting.withdrawn
    unclear = sighting.problems.keys() | sighting.unsettled
    yield from sorted(key for key in gone if key in known and key not in unclear)


def _oldest_first(posts: tuple[Post, ...] | list[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: (post.published_at, post.key))

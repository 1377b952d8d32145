"""Decides what happened to posts between what was known and what a source sees now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.event import Corrected, Event, Published, Retracted
from bot.core.post import Level, Post
from bot.core.sighting import Authority, Sighting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from bot.core.sighting import Known


@dataclass(frozen=True, slots=True)
class Findings:
    """What a sighting means: `events` are announced, `quiet` posts become known without a word.

    `touched` posts have another version and read as they did: there is nothing to announce.
    """

    events: tuple[Event, ...]
    quiet: tuple[Post, ...] = ()
    touched: tuple[Post, ...] = ()
    is_baseline: bool = False


def detect(sighting: Sighting, known: Mapping[str, Known] | None, now: datetime, announce_newest: int = 0) -> Findings:
    """Compare a sighting with what is known by key (None before the first look).

    A first look is a baseline: its posts are quiet, but for the newest `announce_newest` and those under embargo. What
    is pushed is meant to be announced, the first of it too. Published posts come oldest first, so that a reader meets
    them in order. A post whose key is new, and which is like one whose key is gone, is that one under another name.
    """
    if known is None and sighting.authority is Authority.PUSH:
        known = {}
    if known is None:
        return _baseline(sighting, now, announce_newest)
    renamed = _renamed(sighting, known)
    was = {post.key: key for key, post in renamed.items()}
    published = [post for post in sighting.posts if post.key not in known and post.key not in was]
    return Findings(
        (
            *(Retracted(key) for key in _withdrawn(sighting, known) if key not in renamed),
            *_corrected(sighting, known, was, now),
            *(Published(post) for post in _oldest_first(published)),
        ),
        touched=tuple(post for post in sighting.posts if _is_touched(post, known.get(post.key))),
    )


def _baseline(sighting: Sighting, now: datetime, announce_newest: int) -> Findings:
    to_come = [post for post in sighting.posts if post.embargo is not None and post.embargo > now]
    ordered = _oldest_first(post for post in sighting.posts if post.embargo is None or post.embargo <= now)
    start = max(0, len(ordered) - announce_newest)
    events = (Published(post) for post in (*ordered[start:], *to_come))
    return Findings(tuple(events), tuple(ordered[:start]), is_baseline=True)


def _corrected(
    sighting: Sighting, known: Mapping[str, Known], was: Mapping[str, str], now: datetime
) -> Iterator[Corrected]:
    for post in sighting.posts:
        old = known.get(was.get(post.key, post.key))
        if old is None:
            continue
        if old.fingerprint != post.fingerprint:
            yield Corrected(replace(post, corrected_at=now), was.get(post.key, ""), _is_raised(old.level, post.level))
        elif post.key in was or _has_another_hour(post, old, now):
            yield Corrected(post, was.get(post.key, ""))


def _has_another_hour(post: Post, old: Known, now: datetime) -> bool:
    """Return whether the post's embargo is another one; one that is over is like none."""
    before, after = (until if until and until > now else None for until in (old.embargo, post.embargo))
    return before != after


def _is_touched(post: Post, old: Known | None) -> bool:
    return old is not None and old.fingerprint == post.fingerprint and old.version != post.version


def _is_raised(old: Level, new: Level) -> bool:
    """Return whether a change of level is worth telling: to breaking, or from not being announced at all."""
    return old is not new and (new is Level.BREAKING or old is Level.NONE)


def _renamed(sighting: Sighting, known: Mapping[str, Known]) -> dict[str, Post]:
    """Return old key -> post for each post that is, beyond doubt, one whose key is gone: both are like no other."""
    new = [post for post in sighting.posts if post.key not in known]
    gone = {key: known[key] for key in _gone(sighting, known)} if new else {}
    before = Counter(trait for one in gone.values() for trait in one.likeness)
    after = Counter(trait for post in new for trait in post.likeness)
    by_trait = {trait: key for key, one in gone.items() for trait in one.likeness if before[trait] == 1}
    pairs: dict[str, Post] = {}
    for post in new:
        keys = {by_trait[trait] for trait in post.likeness if after[trait] == 1 and trait in by_trait}
        if len(keys) == 1:
            pairs.setdefault(keys.pop(), post)
    return pairs


def _gone(sighting: Sighting, known: Mapping[str, Known]) -> set[str]:
    return {*_withdrawn(sighting, known), *(sighting.missing & known.keys())}


def _withdrawn(sighting: Sighting, known: Mapping[str, Known]) -> Iterator[str]:
    seen = {post.key for post in sighting.posts}
    gone = known.keys() - seen if sighting.complete else sighting.withdrawn
    unclear = sighting.problems.keys() | sighting.unsettled | sighting.missing | sighting.unchanged
    yield from sorted(key for key in gone if key in known and key not in unclear)


def _oldest_first(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: (post.published_at, post.key))

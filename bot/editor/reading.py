"""Reads one file as the bot would once it is published, and keeps everything that the checks look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.core.formatter import alert_of
from bot.core.levels import graded
from bot.editor.place import published_path
from bot.sources.jekyll import Faulty, answers_of, decode, faults_of, post_of, read_document, read_head

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.core.levels import LevelRule
    from bot.core.post import Alert, Post
    from bot.core.sighting import Problem
    from bot.editor.place import Place
    from bot.sources.jekyll import Answers, Document, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was read at `now`.

    `document` and `answers` are Jekyll's view of it at `published_as`, None where Jekyll itself stops or sees no
    document; `post` and `alert` are what the bot makes of it, None where `faults` keep it from that.
    """

    place: Place
    published_as: str
    site: Site
    now: datetime
    document: Document | None = None
    answers: Answers | None = None
    post: Post | None = None
    alert: Alert | None = None
    faults: tuple[Problem, ...] = ()


def read(place: Place, site: Site, rules: Sequence[LevelRule], now: datetime) -> Reading:
    """Read the file under the name it has, or would be published under; raises `FileNotFoundError`."""
    today = now.astimezone(site.zone).date()
    reading = read_as(published_path(place, site, today), place, site, rules, now)
    if place.is_post or reading.document is None:
        return reading
    dated = published_path(place, site, reading.document.date.date())  # by its own date, where it has one
    return reading if dated == reading.published_as else read_as(dated, place, site, rules, now)


def read_as(path: str, place: Place, site: Site, rules: Sequence[LevelRule], now: datetime) -> Reading:
    """Read the file as if it lay at `path` in its site; raises `FileNotFoundError`."""
    reading = Reading(place=place, published_as=path, site=site, now=now)
    try:
        content, changed_at = _content(place)
        document = read_document(path, decode(path, content), site, now=now, changed_at=changed_at)
        if document is None:
            return reading
        reading = replace(reading, document=document, answers=answers_of(document))
    except Faulty as fault:  # Jekyll itself stops, or sees no text
        return replace(reading, faults=(_located(fault.problem, reading),))
    try:
        post = graded(post_of(document), rules)
    except Faulty:
        return replace(reading, faults=tuple(_located(fault, reading) for fault in faults_of(document)))
    return replace(reading, post=post, alert=alert_of(post))


def _content(place: Place) -> tuple[bytes, datetime]:
    if not place.is_outside:
        return read_head(place.root, place.path)
    path = PurePosixPath(place.path)
    return read_head(place.root / path.parent, path.name)


def _located(problem: Problem, reading: Reading) -> Problem:
    """Return the problem with the file's own path, where the reader was told another."""
    return replace(problem, where=reading.place.path) if problem.where != reading.site.where else problem

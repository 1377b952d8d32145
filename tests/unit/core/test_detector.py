"""What happened to posts, decided from what was known and what is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.detector import Findings, detect
from bot.core.event import Corrected, Published, Retracted
from bot.core.post import Level, Post
from bot.core.sighting import Authority, Known, Problem, Sighting
from tests.builders import NOON, a_post

NOW = NOON + timedelta(minutes=5)
BODY: dict[str, Any] = {"body": "b0d1"}


def seen(*posts: Post, complete: bool = True, **fields: object) -> Sighting:
    """Return a sighting of the posts."""
    return Sighting("site", posts, complete, **fields)  # type: ignore[arg-type]


def known(*posts: Post) -> dict[str, Known]:
    """Return what is known after the posts were recorded."""
    return {
        post.key: Known(post.fingerprint, post.id, post.likeness, post.level, post.embargo, post.version)
        for post in posts
    }


def look(sighting: Sighting, before: dict[str, Known] | None, announce_newest: int = 0) -> Findings:
    """Detect at five past noon."""
    return detect(sighting, before, NOW, announce_newest)


def test_baseline() -> None:
    """The first look is a baseline: nobody is sent an archive."""
    findings = look(seen(a_post("a"), a_post("b")), None)
    assert findings.events == ()
    assert {post.key for post in findings.quiet} == {"a", "b"}


def test_announce_newest() -> None:
    """Of a first look's posts the newest few are announced when asked for, oldest of them first."""
    posts = [a_post(key, minutes=minutes) for key, minutes in (("b", 2), ("c", 3), ("a", 1))]
    findings = look(seen(*posts), None, announce_newest=2)
    assert findings.events == (Published(posts[0]), Published(posts[1]))
    assert findings.quiet == (posts[2],)


def test_pushed() -> None:
    """What is pushed to a source of which nothing is known yet is announced, all of it: nobody pushes an archive."""
    first = a_post("a")
    findings = look(seen(first, complete=False, authority=Authority.PUSH), None)
    assert findings.events == (Published(first),)
    assert findings.quiet == ()
    assert not findings.is_baseline


def test_withdrawn_unseen() -> None:
    """A withdrawal that is pushed before anything else means nothing."""
    withdrawn = seen(complete=False, authority=Authority.PUSH, withdrawn=frozenset({"a"}))
    assert look(withdrawn, None).events == ()


def test_published() -> None:
    """Posts that were not there before are published, oldest first."""
    old, late, early = a_post("old"), a_post("late", minutes=2), a_post("early", minutes=1)
    assert look(seen(old, late, early), known(old)).events == (Published(early), Published(late))


def test_unchanged() -> None:
    """What is as it was is no event."""
    assert look(seen(a_post("a")), known(a_post("a"))).events == ()


def test_corrected() -> None:
    """A post whose alert would read differently is corrected."""
    changed = a_post("a", title="새 제목")
    assert look(seen(changed), known(a_post("a"))).events == (Corrected(replace(changed, corrected_at=NOW)),)


def test_retracted() -> None:
    """What a complete look does not see any more is retracted."""
    assert look(seen(a_post("a")), known(a_post("a"), a_post("b"))).events == (Retracted("b"),)


def test_partial_look() -> None:
    """Absence from a partial look means nothing; only what it saw go is retracted."""
    before = known(a_post("a"), a_post("b"))
    assert look(seen(complete=False), before).events == ()
    assert look(seen(complete=False, withdrawn=frozenset({"b"})), before).events == (Retracted("b"),)


def test_never_known_withdrawn() -> None:
    """A post that was never announced needs no retraction."""
    assert look(seen(complete=False, withdrawn=frozenset({"draft"})), known(a_post("a"))).events == ()


def test_problem_is_no_retraction() -> None:
    """A post that can't be read at the moment is not taken for withdrawn."""
    problems = {"a": Problem("a", "broken", "mend it")}
    assert look(seen(problems=problems), known(a_post("a"))).events == ()


def test_fingerprint_ignores_date_and_rules() -> None:
    """Neither a change of date nor of the settings' rules is a correction."""
    before = known(a_post("a"))
    assert look(seen(a_post("a", minutes=99, level=Level.BREAKING, tags=("x",))), before).events == ()


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_settles(before: list[str], now: list[str]) -> None:
    """After its events are taken in, the same look finds nothing more to do."""
    sighting = seen(*(a_post(key) for key in now))
    state = known(*(a_post(key) for key in before))
    for event in look(sighting, state).events:
        if isinstance(event, Retracted):
            del state[event.key]
        else:
            if isinstance(event, Corrected):
                state.pop(event.was, None)
            state |= known(event.post)
    assert look(sighting, state).events == ()
    assert state.keys() == set(now)


def test_renamed_and_corrected() -> None:
    """A post under a new key with the old one's body is that post: its link is corrected, nothing is new or gone."""
    before, after = a_post("a", **BODY), a_post("b", title="새 제목", **BODY)
    events = look(seen(after), known(before)).events
    assert events == (Corrected(replace(after, corrected_at=NOW), was="a"),)


def test_renamed_without_a_difference() -> None:
    """Where no reader would see a difference, the post only goes on under its new key, without a mark."""
    after = a_post("b", link=a_post("a").link, minutes=7, **BODY)
    assert look(seen(after), known(a_post("a", **BODY))).events == (Corrected(after, was="a"),)


def test_renamed_while_the_old_file_is_only_missing() -> None:
    """The first half of a rename is enough: a key that is away for the moment counts, and is not retracted."""
    after = a_post("b", **BODY)
    partial = seen(after, complete=False, missing=frozenset({"a"}))
    (event,) = look(partial, known(a_post("a", **BODY), a_post("c"))).events
    assert isinstance(event, Corrected)
    assert event.was == "a"


@pytest.mark.parametrize("others", [("b", "c"), ("b",)])
def test_doubtful_rename(others: tuple[str, ...]) -> None:
    """What is like several, or like none, is new, and what is gone is gone."""
    gone = [a_post("a", **BODY), a_post("a2", **BODY)]
    events = look(seen(*(a_post(key, **BODY) for key in others)), known(*gone)).events
    assert events[:2] == (Retracted("a"), Retracted("a2"))
    assert [event.post.key for event in events if isinstance(event, Published)] == list(others)


def test_not_like() -> None:
    """A post with a title and a body of its own is no rename of one that went at the same moment."""
    events = look(seen(a_post("b", title="다른 기사", body="b0d2")), known(a_post("a", **BODY))).events
    assert events == (Retracted("a"), Published(a_post("b", title="다른 기사", body="b0d2")))


@pytest.mark.parametrize(
    ("before", "after", "is_raised"),
    [
        (Level.NORMAL, Level.BREAKING, True),
        (Level.SILENT, Level.BREAKING, True),
        (Level.NONE, Level.NORMAL, True),
        (Level.NONE, Level.SILENT, True),
        (Level.SILENT, Level.NORMAL, False),
        (Level.BREAKING, Level.NORMAL, False),
        (Level.BREAKING, Level.BREAKING, False),
    ],
)
def test_raised(before: Level, after: Level, is_raised: bool) -> None:  # noqa: FBT001 - a case's answer
    """A correction that asks for more than before, or for anything at all, says so."""
    old, new = a_post("a", level=before), a_post("a", title="새 제목", level=after)
    (event,) = look(seen(new), known(old)).events
    assert isinstance(event, Corrected)
    assert event.is_raised is is_raised


def test_embargo_in_a_baseline() -> None:
    """A first look is quiet about what is there, and not about what is still to come."""
    past, future = a_post("a", embargo=NOW - timedelta(1)), a_post("b", embargo=NOW + timedelta(1))
    findings = look(seen(past, future), None)
    assert findings.events == (Published(future),)
    assert findings.quiet == (past,)


def test_not_read() -> None:
    """A post that a complete look did not read, as its version is the known one, is neither gone nor corrected."""
    findings = look(seen(unchanged=frozenset({"a"})), known(a_post("a"), a_post("b")))
    assert findings.events == (Retracted("b"),)
    assert findings.touched == ()


def test_touched() -> None:
    """A post with another version that reads as it did is no event; the version is to be kept all the same."""
    before = known(a_post("a", version="1"), a_post("b", version="1"))
    touched, changed = a_post("a", version="2"), a_post("b", version="2", title="새 제목")
    findings = look(seen(touched, changed), before)
    assert [event.post.key for event in findings.events if isinstance(event, Corrected)] == ["b"]
    assert findings.touched == (touched,)


def test_another_hour() -> None:
    """A post whose embargo is lifted, set or moved is told of, though no reader would see a difference."""
    soon, later = NOW + timedelta(1), NOW + timedelta(2)
    for before, after in ((soon, None), (None, soon), (soon, later)):
        post = a_post("a", embargo=after)
        assert look(seen(post), known(a_post("a", embargo=before))).events == (Corrected(post),)


def test_embargo_that_is_over() -> None:
    """An embargo of the past is like none."""
    assert look(seen(a_post("a")), known(a_post("a", embargo=NOW - timedelta(1)))).events == ()

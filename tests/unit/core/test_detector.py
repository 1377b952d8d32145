"""What happened to posts, decided from what was known and what is seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.detector import detect
from bot.core.model import Corrected, Level, Post, Problem, Published, Retracted, Sighting
from tests.builders import a_post


def seen(*posts: Post, complete: bool = True, **fields: object) -> Sighting:
    """Return a sighting of the posts."""
    return Sighting("site", posts, complete, **fields)  # type: ignore[arg-type]


def known(*posts: Post) -> dict[str, str]:
    """Return what is known after the posts were recorded."""
    return {post.key: post.fingerprint for post in posts}


def test_baseline() -> None:
    """The first look is a baseline: nobody is sent an archive."""
    findings = detect(seen(a_post("a"), a_post("b")), None)
    assert findings.events == ()
    assert {post.key for post in findings.quiet} == {"a", "b"}


def test_announce_newest() -> None:
    """Of a first look's posts the newest few are announced when asked for, oldest of them first."""
    posts = [a_post(key, minutes=minutes) for key, minutes in (("b", 2), ("c", 3), ("a", 1))]
    findings = detect(seen(*posts), None, announce_newest=2)
    assert findings.events == (Published(posts[0]), Published(posts[1]))
    assert findings.quiet == (posts[2],)


def test_published() -> None:
    """Posts that were not there before are published, oldest first."""
    old, late, early = a_post("old"), a_post("late", minutes=2), a_post("early", minutes=1)
    assert detect(seen(old, late, early), known(old)).events == (Published(early), Published(late))


def test_unchanged() -> None:
    """What is as it was is no event."""
    assert detect(seen(a_post("a")), known(a_post("a"))).events == ()


def test_corrected() -> None:
    """A post whose alert would read differently is corrected."""
    changed = a_post("a", title="새 제목")
    assert detect(seen(changed), known(a_post("a"))).events == (Corrected(changed),)


def test_retracted() -> None:
    """What a complete look does not see any more is retracted."""
    assert detect(seen(a_post("a")), known(a_post("a"), a_post("b"))).events == (Retracted("b"),)


def test_partial_look() -> None:
    """Absence from a partial look means nothing; only what it saw go is retracted."""
    before = known(a_post("a"), a_post("b"))
    assert detect(seen(complete=False), before).events == ()
    assert detect(seen(complete=False, withdrawn=frozenset({"b"})), before).events == (Retracted("b"),)


def test_never_known_withdrawn() -> None:
    """A post that was never announced needs no retraction."""
    assert detect(seen(complete=False, withdrawn=frozenset({"draft"})), known(a_post("a"))).events == ()


def test_problem_is_no_retraction() -> None:
    """A post that can't be read at the moment is not taken for withdrawn."""
    problems = {"a": Problem("a", "broken", "mend it")}
    assert detect(seen(problems=problems), known(a_post("a"))).events == ()


def test_fingerprint_ignores_date_and_rules() -> None:
    """Neither a change of date nor of the settings' rules is a correction."""
    before = known(a_post("a"))
    assert detect(seen(a_post("a", minutes=99, level=Level.BREAKING, tags=("x",))), before).events == ()


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_settles(before: list[str], now: list[str]) -> None:
    """After its events are taken in, the same look finds nothing more to do."""
    sighting = seen(*(a_post(key) for key in now))
    state = known(*(a_post(key) for key in before))
    for event in detect(sighting, state).events:
        if isinstance(event, Retracted):
            del state[event.key]
        else:
            state[event.post.key] = event.post.fingerprint
    assert detect(sighting, state).events == ()
    assert state.keys() == set(now)

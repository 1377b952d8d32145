"""Which channels a post is for."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.delivery import Channel, Lane, Wishes
from bot.core.post import Level, Post
from bot.core.router import Ground, Match, is_for, lane_of, match, subject_of
from bot.core.text.keywords import keywords_in
from tests.builders import NOON, a_channel, a_post

LETTERS = st.text(st.sampled_from("가각금리환율속보AZazßİé경제ＮＥＷＳ株0"), min_size=2, max_size=8)


def _match(post: Post, channel: Channel) -> Match:
    return match(subject_of(post), channel, NOON)


def test_everything() -> None:
    """A channel without topics wants everything."""
    assert is_for(a_post(categories=()), a_channel(), NOON)


def test_topics() -> None:
    """A channel with topics wants posts of one of them, whatever the case of the category."""
    channel = a_channel(wishes=Wishes(frozenset({"news", "tech"})))
    assert is_for(a_post(categories=("NEWS", "Sports")), channel, NOON)
    assert not is_for(a_post(categories=("Sports",)), channel, NOON)


def test_no_wishes() -> None:
    """A channel without wishes, or suspended, wants nothing."""
    assert not is_for(a_post(), a_channel(wishes=None), NOON)
    assert not is_for(a_post(), a_channel(suspended="blocked"), NOON)


def test_later_subscriber() -> None:
    """Who subscribed after the post was recorded is not in its audience."""
    assert not is_for(a_post(), a_channel(since=NOON + timedelta(seconds=1)), NOON)
    assert is_for(a_post(), a_channel(since=NOON), NOON)


def test_lanes() -> None:
    """Breaking posts take the breaking lane, all others the normal one."""
    assert lane_of(Level.BREAKING) is Lane.BREAKING
    assert {lane_of(level) for level in Level if level is not Level.BREAKING} == {Lane.NORMAL}


@pytest.mark.parametrize(
    ("wishes", "is_match", "ground", "word"),
    [
        (Wishes(), True, Ground.EVERYTHING, ""),
        (Wishes(wants_breaking=True), True, Ground.BREAKING, ""),
        (Wishes(frozenset({"경제"})), True, Ground.CATEGORY, "경제"),
        (Wishes(keywords=frozenset({"금리", "동결"})), True, Ground.KEYWORD, "금리"),
        (Wishes(frozenset({"스포츠"}), keywords=frozenset({"환율"})), False, Ground.NO_WISH, ""),
        (Wishes(wants_breaking=True, excluded=frozenset({"동결"})), False, Ground.EXCLUDED, "동결"),
        (None, False, Ground.UNSUBSCRIBED, ""),
    ],
)
def test_ground(wishes: Wishes | None, is_match: bool, ground: Ground, word: str) -> None:  # noqa: FBT001 - a table
    """A match says which wish it was, or why none; an excluded word goes before every wish."""
    post = a_post(title="기준금리 동결", categories=("경제",), level=Level.BREAKING)
    assert _match(post, a_channel(wishes=wishes)) == Match(is_match, ground, word)


def test_why_not() -> None:
    """A channel that is suspended, or subscribed later, is told apart from one that wishes for something else."""
    assert _match(a_post(), a_channel(suspended="blocked")) == Match(False, Ground.SUSPENDED, "blocked")  # noqa: FBT003 - as it reads
    assert _match(a_post(), a_channel(since=NOON + timedelta(seconds=1))).ground is Ground.LATER


@pytest.mark.parametrize("field", ["title", "excerpt", "categories", "tags"])
def test_keyword_everywhere(field: str) -> None:
    """A keyword is found in title, excerpt, categories and tags, and not across two of them."""
    channel = a_channel(wishes=Wishes(keywords=frozenset({"금리 인상"})))
    plain: dict[str, Any] = {"title": "제목", "excerpt": "", "categories": (), "tags": ()}
    text = "다음 달 금리\u00a0인상설"
    assert is_for(a_post(**plain | {field: text if field in {"title", "excerpt"} else (text,)}), channel, NOON)
    assert not is_for(a_post(**plain | {"title": "금리", "excerpt": "인상"}), channel, NOON)


@pytest.mark.parametrize(("word", "title"), [("a.c", "abc"), (".*", "모든 것"), ("[가-힣]", "가"), ("%금리%", "금리")])
def test_literal(word: str, title: str) -> None:
    """A keyword is no pattern: it is found where it stands letter by letter."""
    channel = a_channel(wishes=Wishes(keywords=frozenset(keywords_in(word).added)))
    assert not is_for(a_post(title=title), channel, NOON)
    assert is_for(a_post(title=f"{title} {word}"), channel, NOON)


@given(word=LETTERS, before=LETTERS, after=LETTERS)
def test_keyword_however_written(word: str, before: str, after: str) -> None:
    """A keyword is found however the post is composed and whatever the case of either."""
    wishes = Wishes(keywords=frozenset(keywords_in(word.upper()).added))
    for form in ("NFC", "NFD"):
        title = unicodedata.normalize(form, f"{before} {word.lower()} {after}")
        assert is_for(a_post(title=title), a_channel(wishes=wishes), NOON)

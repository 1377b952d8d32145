"""Which channels a post is for."""

from __future__ import annotations

from datetime import timedelta

from bot.core.delivery import Lane, Wishes
from bot.core.model import Level
from bot.core.router import is_for, lane_of
from tests.builders import NOON, a_channel, a_post


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

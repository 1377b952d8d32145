"""How a post becomes an alert."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from bot.core.formatter import CATEGORIES, EXCERPT, HEADLINE, alert_of, has_time
from bot.core.post import Level, Note, Post
from bot.core.text.plain import units
from tests.unit.alerts import IMAGE, LINK, SQUARE, post, posts


def test_square() -> None:
    """The first user's post comes out with its folded excerpt on one line and its links in ASCII."""
    alert = alert_of(SQUARE)
    assert alert.headline == "시청 앞 광장, 주말마다 차 없는 거리로!"
    assert (
        alert.excerpt
        == "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하다!"
    )
    assert (alert.link, alert.image, alert.level) == (LINK, IMAGE, Level.BREAKING)
    assert (alert.categories, has_time(alert.published_at)) == (("News",), False)


def test_note() -> None:
    """A note on a correction says when, and makes no sound; one that tells of breaking news is as loud as that."""
    at = datetime(2026, 11, 21, 5, 5, tzinfo=UTC)
    raised, corrected = (
        alert_of(post(level=Level.BREAKING, corrected_at=at, correction="이름.", note=note)) for note in Note
    )
    assert (raised.note, raised.level, raised.corrected_at) == (Note.RAISED, Level.BREAKING, None)
    assert (corrected.note, corrected.level, corrected.corrected_at) == (Note.CORRECTED, Level.SILENT, at)


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        ("제목", ""),
        ("제목.", ""),
        ("제목…", ""),
        ("제목. 그다음 문장.", "그다음 문장."),
        ("제목에 이어지는 문장.", "제목에 이어지는 문장."),
        ("다른 문장.", "다른 문장."),
    ],
)
def test_repetition(excerpt: str, shown: str) -> None:
    """An excerpt does not say the headline again, and keeps what it says beyond it."""
    assert alert_of(post(excerpt=excerpt)).excerpt == shown


@pytest.mark.parametrize("title", ["[속보] 지진", "🚨 [속보]지진", "속보: 지진", "【속보】 지진"])
def test_breaking_word(title: str) -> None:
    """A breaking headline leaves its own 속보 to the mark before it; any other keeps it."""
    assert alert_of(post(title=title, level=Level.BREAKING)).headline == "지진"
    assert alert_of(post(title=title, level=Level.NORMAL)).headline == title


def test_breaking_prose() -> None:
    """A headline that merely begins with the word keeps it."""
    assert alert_of(post(title="속보 경쟁의 그늘", level=Level.BREAKING)).headline == "속보 경쟁의 그늘"


def test_untitled() -> None:
    """A post whose title shows nothing is announced by its excerpt, else by its address."""
    assert alert_of(post(title="\u200b")).headline == "첫 문장입니다."
    assert alert_of(post(title="", excerpt="")).headline == LINK


def test_categories() -> None:
    """Categories are shown once each, the first few of them."""
    many = ("News", "news", " ", *map(str, range(9)))
    assert alert_of(post(categories=many)).categories == ("News", "0", "1", "2", "3")


@given(posts)
@settings(max_examples=100)
def test_bounds(given_post: Post) -> None:
    """Whatever a post holds, its alert has a headline of one line, and everything in it is bounded."""
    alert = alert_of(given_post)
    assert 1 <= units(alert.headline) <= HEADLINE
    assert units(alert.excerpt) <= EXCERPT
    assert len(alert.categories) <= CATEGORIES
    assert "\n" not in alert.headline + alert.excerpt

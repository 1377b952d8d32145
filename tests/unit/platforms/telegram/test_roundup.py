"""Roundups on Telegram: whole stories in one message, never more than it takes."""

from __future__ import annotations

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.delivery import Language
from bot.core.formatter import alert_of
from bot.core.post import Level, Post, Roundup
from bot.core.text.plain import units
from bot.platforms.telegram.render import alert_message, plain_message
from tests.unit.alerts import LINK, post, posts

LONG = "https://newsdao.kr/news/" + "%EC%8B%9C%EC%B2%AD" * 27 + "/"


def a_roundup(*stories: Post, **changes: object) -> Post:
    """Return a roundup of the stories, as the courier has it."""
    known = Roundup(members=tuple(one.id for one in stories), zone="Asia/Seoul", stories=stories)
    return post(title="digest", link="", roundup=known, **changes)


def test_message() -> None:
    """It has a heading, categories and linked titles, no preview, and makes a sound."""
    stories = (post(title="첫 <기사>", categories=("뉴스",)), post(title="둘째", categories=("경제",)))
    assert alert_message(alert_of(a_roundup(*stories)), Language.KO) == {
        "text": "<b>기사 2건 모아 보기 · 11월 21일</b>\n\n"
        f'<b>뉴스</b>\n· 09:30 <a href="{LINK}">첫 &lt;기사&gt;</a>\n\n'
        f'<b>경제</b>\n· 09:30 <a href="{LINK}">둘째</a>',
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_notification": False,
    }
    assert alert_message(alert_of(a_roundup(*stories, level=Level.SILENT)), Language.KO)["disable_notification"]


def test_plain() -> None:
    """Without markup each story has its address below it."""
    message = plain_message(alert_of(a_roundup(post(title="첫 @기사"))), Language.KO)
    assert message["text"] == f"기사 1건 모아 보기 · 11월 21일\n\n그 밖의 기사\n· 09:30 첫 @기사\n{LINK}"


def test_full() -> None:
    """Some seventy titles of usual length fit, whatever their addresses weigh, and the rest is counted."""
    stories = tuple(
        post(title="시청 앞 광장이 이번 주말부터 차 없는 거리로 바뀝니다 " + str(n), link=LONG) for n in range(100)
    )
    text = alert_message(alert_of(a_roundup(*stories)), Language.KO)["text"]
    count = text.count("<a href")
    assert 50 <= count <= 98
    assert f"그 밖에 {100 - count}건" in text
    assert text.count("</a>") == count


@given(st.lists(posts, min_size=1, max_size=5).map(lambda some: tuple(some * 20)), st.sampled_from(Language))
@settings(max_examples=30)
def test_fits(stories: tuple[Post, ...], language: Language) -> None:
    """Whatever is in it, it fits, in markup and without, and every link is whole."""
    alert = alert_of(a_roundup(*stories))
    text = alert_message(alert, language)["text"]
    tags = regex.findall(r"<(/?)[^>]*>", text)
    assert units(regex.sub(r"<[^>]*>", "", text)) <= 4096
    assert tags.count("") == tags.count("/") <= 100
    assert len(text.encode()) <= 32_768
    assert units(plain_message(alert, language)["text"]) <= 4096

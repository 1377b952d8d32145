"""Roundups on Discord: whole stories in one embed, never more than it takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.delivery import Language
from bot.core.formatter import alert_of
from bot.core.post import Level, Post, Roundup
from bot.core.text.plain import units
from bot.platforms.discord.render import alert_message, plain_message
from tests.unit.alerts import post, posts

LONG = "https://newsdao.kr/news/" + "%EC%8B%9C%EC%B2%AD" * 27 + "/"


def a_roundup(*stories: Post, **changes: object) -> Post:
    """Return a roundup of the stories, as the courier has it."""
    known = Roundup(members=tuple(one.id for one in stories), zone="Asia/Seoul", stories=stories)
    return post(title="digest", link="", roundup=known, **changes)


def test_message() -> None:
    """It is an embed with a heading, categories and linked titles; it pings nobody and makes a sound."""
    stories = (post(title="첫 *기사*", categories=("뉴스",)), post(title="둘째", categories=("경제",)))
    assert alert_message(alert_of(a_roundup(*stories)), Language.KO) == {
        "content": "",
        "embeds": [
            {
                "title": "기사 2건 모아 보기 · 11월 21일",
                "description": "**뉴스**\n· 09\\:30 [첫 \\*기사\\*](<https://newsdao.kr/news/시청/>)\n\n"
                "**경제**\n· 09\\:30 [둘째](<https://newsdao.kr/news/시청/>)",
                "color": 0x2563EB,
            }
        ],
        "components": [],
        "allowed_mentions": {"parse": []},
        "flags": 0,
    }
    assert alert_message(alert_of(a_roundup(*stories, level=Level.SILENT)), Language.KO)["flags"] == 4096


def test_full() -> None:
    """Addresses of five hundred characters are short where Korean stands as itself; what does not fit is counted."""
    stories = tuple(
        post(title="시청 앞 광장이 이번 주말부터 차 없는 거리로 바뀝니다 " + str(n), link=LONG) for n in range(100)
    )
    message = alert_message(alert_of(a_roundup(*stories)), Language.KO)
    text = message["embeds"][0]["description"]
    count = text.count("](<")
    assert 25 <= count <= 40
    assert f"그 밖에 {100 - count}건" in text
    plain = plain_message(alert_of(a_roundup(*stories)), Language.KO)
    assert plain["content"].startswith("**기사 100건 모아 보기 · 11월 21일**\n\n")
    assert (plain["embeds"], plain["components"]) == ([], [])


@given(st.lists(posts, min_size=1, max_size=5).map(lambda some: tuple(some * 20)), st.sampled_from(Language))
@settings(max_examples=30)
def test_fits(stories: tuple[Post, ...], language: Language) -> None:
    """Whatever is in it, it fits, as an embed and as text."""
    alert = alert_of(a_roundup(*stories))
    (embed,) = alert_message(alert, language)["embeds"]
    assert 1 <= units(embed["title"]) <= 256
    assert 1 <= units(embed["description"]) <= 4096
    assert units(plain_message(alert, language)["content"]) <= 2000

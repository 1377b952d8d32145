"""Posts and texts that renderings are tried on: the first user's, and everything that could go wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.core.post import Level, Post

LINK = "https://newsdao.kr/news/%EC%8B%9C%EC%B2%AD/"
IMAGE = "https://newsdao.kr/assets/img/newsdao_breakingnews.jpg"
SQUARE = Post(
    id="1",
    key="_posts/2026-11-21-시청.md",
    title="시청 앞 광장, 주말마다 차 없는 거리로!",
    excerpt="이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하다!\n",
    link="https://newsdao.kr/news/시청/",
    image=IMAGE,
    categories=("News",),
    level=Level.BREAKING,
    published_at=datetime(2026, 11, 21, tzinfo=ZoneInfo("Asia/Seoul")),
)

_FRAGMENTS = (
    *(
        "시청 앞 광장",
        "값을 뛰어넘다",
        "e\u0301",
        "ㅎ",
        "\u1112\u1161\u11ab",
        "日本",
        "שלום",
        " ",
        "\n",
        "\t",
        "\u3000",
    ),
    *("👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇰🇷", "1️⃣", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\u200d"),
    *("\x00", "\x1b[1m", "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\ud800", "\ufffe", "a" + "\u0301" * 80),
    *(
        "<b>",
        "</b>",
        "<",
        ">",
        "&",
        "&amp;",
        "&lt;",
        "&nbsp;",
        '"',
        "<a href='https://evil.kr/'>",
        "<!--",
        "<br>",
        "</a",
    ),
    *(
        "**",
        "*",
        "_",
        "__",
        "~~",
        "`",
        "```",
        "||",
        "\\",
        "# ",
        "-# ",
        "- ",
        "+ ",
        "> ",
        ">>> ",
        "1. ",
        "[x](https://evil.kr/)",
    ),
    *(
        "@everyone",
        "@here",
        "<@1>",
        "<@!1>",
        "<@&1>",
        "<#1>",
        "<:a:1>",
        "<t:1:R>",
        "</help:1>",
        "<id:guide>",
        ":smile:",
        "@user",
    ),
    *(
        "https://a.kr/x_y에서",
        "http://a.kr/?q=(1)&b=2.",
        "www.a.kr",
        "HTTPS://A.KR",
        "javascript:x",
        "tg://user?id=1",
        "#속보",
        "/start",
    ),
)
texts = st.lists(st.sampled_from(_FRAGMENTS) | st.text(max_size=6), max_size=30).map("".join) | st.sampled_from(
    [
        "가" * 10_000,
        "낱말 " * 5_000,
        "*" * 10_000,
        "<&" * 5_000,
        "a" + "\u0301" * 10_000,
        "👩\u200d" * 5_000,
        "🇰" * 1_000,
    ]
)
links = st.sampled_from(
    [LINK, "https://a.kr/" + "%EC%8B%9C" * 90, "javascript:alert(1)", "/news/", "", "http://localhost/", SQUARE.link]
)
posts = st.builds(
    Post,
    id=st.just("1"),
    key=st.just("k"),
    title=texts,
    excerpt=texts,
    link=links,
    image=st.none() | links,
    categories=st.lists(texts, max_size=8).map(tuple),
    level=st.sampled_from(Level),
    published_at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- hypothesis adds the zone
)


def post(**changes: Any) -> Post:
    """Return an ordinary post at half past nine, with what the test says changed."""
    usual: dict[str, Any] = {"id": "1", "key": "k", "title": "제목", "link": LINK, "excerpt": "첫 문장입니다."}
    return Post(**usual | {"published_at": datetime(2026, 11, 21, 0, 30, tzinfo=UTC)} | changes)

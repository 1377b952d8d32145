"""Alerts and replies as Discord shows them, read by an independent reader of Markdown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.delivery import Language
from bot.core.formatter import alert_of
from bot.core.notice import Matter, Notice
from bot.core.post import Level, Note, Post
from bot.core.readers.conversation import Button, Moment, Reply, Span, Style
from bot.core.text.links import readable
from bot.core.text.plain import units
from bot.platforms.discord.render import alert_message, plain_message, reply_message
from tests.unit.alerts import IMAGE, LINK, SQUARE, links, post, posts, texts
from tests.unit.platforms.discord.reading import read

_HEADLINE = "시청 앞 광장, 주말마다 차 없는 거리로!"
_EXCERPT = "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하다!"
_SPANS = st.builds(Span, texts, st.sampled_from(Style), links)
_REPLIES = st.builds(Reply, st.lists(st.lists(_SPANS, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple))


@pytest.mark.parametrize(
    ("language", "mark", "label"), [(Language.KO, "🚨 속보", "기사 보기"), (Language.EN, "🚨 Breaking", "Read more")]
)
def test_square(language: Language, mark: str, label: str) -> None:
    """The first user's post is an embed under its mark: linked headline, excerpt, picture, category, date, button."""
    assert alert_message(alert_of(SQUARE), language) == {
        "content": f"**{mark}**",
        "embeds": [
            {
                "title": _HEADLINE,
                "description": _EXCERPT,
                "url": LINK,
                "color": 0xD92D20,
                "image": {"url": IMAGE},
                "footer": {"text": "News · 2026-11-21"},
            }
        ],
        "components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": label, "url": LINK}]}],
        "allowed_mentions": {"parse": []},
        "flags": 0,
    }


def test_plain() -> None:
    """Where the embed is refused, the same is said as text, and nothing of an embed stays."""
    message = plain_message(alert_of(SQUARE), Language.KO)
    assert message["content"] == f"**🚨 속보** **{_HEADLINE}**\n{_EXCERPT}\n{LINK}"
    assert (message["embeds"], message["components"]) == ([], [])


def test_notice() -> None:
    """A notice looks like a reply that everybody in the channel sees, with the same text where embeds are refused."""
    notice = Notice(matter=Matter.HELD, why="**why**", count=2, titles=("@everyone", "<@1>"))
    alert = alert_of(post(title="", link="", level=Level.NONE, notice=notice))
    message = alert_message(alert, Language.EN)
    assert message == plain_message(alert, Language.EN)
    assert "\\*\\*why" in message["content"]
    assert (message["embeds"], message["flags"], message["allowed_mentions"]) == ([], 0, {"parse": []})
    (row,) = message["components"]
    assert [button["custom_id"] for button in row["components"]] == ["/held"]


def test_note() -> None:
    """A note is its sentence and the button; plain, the address stands below it."""
    alert = alert_of(post(note=Note.CORRECTED, correction="**이름**"))
    message = alert_message(alert, Language.KO)
    assert (message["content"], message["embeds"], message["flags"]) == (r"\*\*이름\*\*", [], 4096)
    assert message["components"][0]["components"][0]["url"] == LINK
    assert plain_message(alert, Language.KO)["content"] == "\\*\\*이름\\*\\*\n" + LINK


def test_time() -> None:
    """A time is given to Discord, which shows it in the reader's own zone; the date alone is text."""
    assert alert_message(alert_of(post()), Language.KO)["embeds"][0]["timestamp"] == "2026-11-21T00:30:00+00:00"
    assert "timestamp" not in alert_message(alert_of(SQUARE), Language.KO)["embeds"][0]


def test_silent() -> None:
    """A silent alert makes no sound, and has no mark."""
    message = alert_message(alert_of(post(level=Level.SILENT)), Language.KO)
    assert (message["flags"], message["content"]) == (4096, "")


def test_long_address() -> None:
    """An address too long for a button still is the headline's link."""
    long = "https://a.kr/" + "가" * 84
    message = alert_message(alert_of(post(link=long)), Language.KO)
    assert message["components"] == []
    assert len(message["embeds"][0]["url"]) > 512


@given(posts, st.sampled_from(Language))
@settings(max_examples=150)
def test_any_post(given_post: Post, language: Language) -> None:
    """Whatever a post holds, its embed reads as it was written, links nowhere else, calls nobody and fits."""
    alert = alert_of(given_post)
    message = alert_message(alert, language)
    embed = message["embeds"][0]
    _assert_reads(embed["title"], alert.headline)
    _assert_reads(embed.get("description", ""), alert.excerpt)
    assert (units(embed["title"]) <= 256, units(embed.get("description", "")) <= 4096) == (True, True)
    assert units(embed["title"] + embed.get("description", "") + embed.get("footer", {}).get("text", "")) <= 6000
    assert message["allowed_mentions"] == {"parse": []}


@given(posts)
@settings(max_examples=100)
def test_any_plain(given_post: Post) -> None:
    """The alert as text alone fits and calls nobody either."""
    content = plain_message(alert_of(given_post), Language.KO)["content"]
    assert units(content) <= 2000
    assert read(content).calls == []


@given(_REPLIES)
@settings(max_examples=100)
def test_any_reply(reply: Reply) -> None:
    """Whatever a reply holds, it fits and calls nobody."""
    message = reply_message(reply)
    assert units(message["content"]) <= 2000
    assert read(message["content"]).calls == []
    assert message["allowed_mentions"] == {"parse": []}


def test_reply() -> None:
    """A reply shows its styles, links and times; a link is short and unfolds no preview."""
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    line = (
        Span("최신*", Style.BOLD),
        Span("새", Style.ITALIC),
        Span(" "),
        Span("[제목]", href=LINK),
        Span(" "),
        Moment(at),
    )
    content = reply_message(Reply((line,)))["content"]
    assert content == f"**최신\\***\u2060*새* [\\[제목\\]](<{readable(LINK)}>) <t:{int(at.timestamp())}:R>"
    assert read(content).links == [LINK]


def test_midnight() -> None:
    """A point in time keeps its hour though it is midnight somewhere; where only the day is known, that is shown."""
    at = datetime(2026, 11, 28, tzinfo=UTC)
    content = reply_message(Reply(((Moment(at), Span(" "), Moment(at, is_day=True)),)))["content"]
    assert content == f"<t:{int(at.timestamp())}:R> 2026-11-28"


def test_ten_headlines() -> None:
    """Ten headlines with Korean addresses fit into one reply."""
    address = "https://newsdao.kr/news/" + "가나다-" * 20
    content = reply_message(
        Reply(((Span("시청 앞 광장, 주말마다 차 없는 거리로!", href=address), Moment(SQUARE.published_at)),) * 10)
    )["content"]
    assert len(read(content).links) == 10


def test_long_reply() -> None:
    """Lines that do not fit are left out whole, and an ellipsis says so."""
    lines = reply_message(Reply(((Span("가나다라 " * 20),),) * 60))["content"].split("\n")
    assert lines[-1] == "…"
    assert set(lines[:-1]) == {"가나다라 " * 20}


def test_private() -> None:
    """A private reply is seen by its asker alone."""
    assert reply_message(Reply(((Span("?"),),), private=True))["flags"] == 64


def test_buttons() -> None:
    """Buttons keep their rows; a question stands on one button only."""
    rows = ((Button("예", "/yes"), Button("예", "/yes")), (Button("아니요", "/no"), Button("나중에", "/later")))
    components = reply_message(Reply(((Span("?"),),), rows))["components"]
    assert components[0]["components"] == [{"type": 2, "style": 2, "label": "예", "custom_id": "/yes"}]
    assert [len(row["components"]) for row in components] == [1, 2]


def test_many_buttons() -> None:
    """More rows than five close ranks, and those that still don't fit are left out from the end."""
    rows = tuple(tuple(Button(f"{n}", f"/{r}{n}") for n in range(4)) for r in range(7))
    components = reply_message(Reply(((Span("?"),),), rows))["components"]
    assert [len(row["components"]) for row in components] == [5, 5, 5, 5, 5]


def test_long_press() -> None:
    """A button whose question is longer than a hundred characters is left out."""
    message: dict[str, Any] = reply_message(Reply(((Span("?"),),), ((Button("예", "가" * 101),),)))
    assert message["components"] == []


def _assert_reads(markdown: str, written: str) -> None:
    """Assert that the Markdown shows the text, or its beginning, and nothing but text."""
    reading = read(markdown)
    assert written.startswith(reading.words.removesuffix("…"))
    assert (reading.links, reading.calls) == ([], [])
    assert reading.kinds <= {"paragraph_open", "paragraph_close"}

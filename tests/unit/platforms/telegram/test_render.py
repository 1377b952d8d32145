"""Alerts and replies as Telegram shows them, judged by its own parser."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.delivery import Language
from bot.core.formatter import alert_of
from bot.core.notice import Matter, Notice
from bot.core.post import Alert, Level, Note, Post
from bot.core.readers.conversation import Button, Moment, Reply, Span, Style
from bot.core.text.links import safe_link
from bot.core.text.plain import units
from bot.platforms.telegram.popups import text_of
from bot.platforms.telegram.render import alert_message, plain_message, reply_message
from tests.tdlib import Entity, found, parse
from tests.unit.alerts import IMAGE, LINK, SQUARE, links, post, posts, texts

_HEADLINE = "시청 앞 광장, 주말마다 차 없는 거리로!"
_EXCERPT = "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하다!"
_SPANS = st.builds(Span, texts, st.sampled_from(Style), links)
_REPLIES = st.builds(Reply, st.lists(st.lists(_SPANS, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple))


@pytest.mark.parametrize(
    ("language", "mark", "label"), [(Language.KO, "🚨 속보", "기사 보기"), (Language.EN, "🚨 Breaking", "Read more")]
)
def test_square(language: Language, mark: str, label: str) -> None:
    """The first user's post stands under its picture: mark, linked headline, excerpt, category, date, button."""
    assert alert_message(alert_of(SQUARE), language) == {
        "text": f'<b>{mark}</b> <a href="{LINK}"><b>{_HEADLINE}</b></a>\n\n{_EXCERPT}\n\n#News · 2026-11-21',
        "parse_mode": "HTML",
        "link_preview_options": {"url": IMAGE, "prefer_large_media": True, "show_above_text": True},
        "disable_notification": False,
        "reply_markup": {"inline_keyboard": [[{"text": label, "url": LINK}]]},
    }


def test_plain() -> None:
    """Where markup is refused, the same is said without any."""
    assert plain_message(alert_of(SQUARE), Language.KO) == {
        "text": f"🚨 속보 {_HEADLINE}\n\n{_EXCERPT}\n\n{LINK}",
        "disable_notification": False,
    }


def test_notice() -> None:
    """A notice looks like a reply and makes a sound; plain, nothing in it turns into markup."""
    notice = Notice(matter=Matter.HELD, why="<b>why", count=2, titles=("@everyone <i>", "#속보"))
    alert = alert_of(post(title="", link="", level=Level.NONE, notice=notice))
    message = alert_message(alert, Language.EN)
    text, _ = parse(message["text"])
    assert text.startswith("⚠️ 2 posts are held.\n<b>why\n· @\u2060everyone <i>")
    assert message["reply_markup"]["inline_keyboard"] == [[{"text": "Show them", "callback_data": "/held"}]]
    assert "disable_notification" not in message
    assert plain_message(alert, Language.EN)["text"].startswith("⚠️ 2 posts are held.\n<b>why")


def test_note() -> None:
    """A note is its sentence and the button, without a preview; plain, the address stands below it."""
    alert = alert_of(post(note=Note.CORRECTED, correction="<b>이름</b> @all"))
    assert alert_message(alert, Language.KO) == {
        "text": "&lt;b&gt;이름&lt;/b&gt; @\u2060all",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
        "reply_markup": {"inline_keyboard": [[{"text": "기사 보기", "url": LINK}]]},
    }
    assert plain_message(alert, Language.KO)["text"] == f"<b>이름</b> @\u2060all\n\n{LINK}"


def test_time() -> None:
    """A time is shown in the reader's own zone, with the site's for clients that cannot."""
    text, entities = parse(alert_message(alert_of(post()), Language.KO)["text"])
    assert text.endswith("2026-11-21 00:30 UTC")
    assert Entity("DateTime", "2026-11-21 00:30 UTC") in entities


def test_silent() -> None:
    """A silent alert makes no sound."""
    assert alert_message(alert_of(post(level=Level.SILENT)), Language.KO)["disable_notification"] is True


def test_preview() -> None:
    """Without a picture the page's own card is shown, without a link none."""
    assert alert_message(alert_of(post()), Language.KO)["link_preview_options"] == {"url": LINK}
    unlinked = alert_message(alert_of(post(link="/news/")), Language.KO)
    assert unlinked["link_preview_options"] == {"is_disabled": True}
    assert "reply_markup" not in unlinked


@given(posts, st.sampled_from(Language))
@settings(max_examples=150)
def test_any_post(given_post: Post, language: Language) -> None:
    """Whatever a post holds, Telegram reads the message, shows its headline, and finds no link but ours."""
    alert = alert_of(given_post)
    message = alert_message(alert, language)
    text, entities = parse(message["text"])
    assert alert.headline in text.replace("\u2060", "")
    assert _foreign(entities, {alert.link}) == []
    _assert_within_limits(message["text"], text, entities)


@given(texts, texts, links)
@settings(max_examples=100)
def test_any_alert(headline: str, excerpt: str, link: str) -> None:
    """Even an alert that no formatter bounded fits into a message."""
    excerpt = excerpt.encode(errors="ignore").decode()
    headline = headline.encode(errors="ignore").decode() or "제목"
    alert = Alert(headline, excerpt, link, link, Level.BREAKING, datetime(2026, 1, 2, 3, tzinfo=UTC))
    message = alert_message(alert, Language.EN)
    _assert_within_limits(message["text"], *parse(message["text"]))
    assert units(plain_message(alert, Language.EN)["text"]) <= 4096


@given(posts)
@example(post(title="", excerpt="1️⃣@everyone"))
@example(post(excerpt="[x](https://evil.kr/)@user"))
@settings(max_examples=100)
def test_any_mention(given_post: Post) -> None:
    """A @name in what is shown as text, not as our link, calls nobody, with markup or without."""
    alert = alert_of(given_post)
    text, entities = parse(alert_message(alert, Language.KO)["text"])
    for one in entities:
        if one.kind == "TextUrl":
            text = text.replace(one.words, "", 1)
    plain = plain_message(alert, Language.KO)["text"]
    assert "Mention" not in {entity.kind for entity in found(text + " " + plain)}


@given(_REPLIES)
@settings(max_examples=100)
def test_any_reply(reply: Reply) -> None:
    """Whatever a reply holds, Telegram reads it, and finds no link but ours."""
    message = reply_message(reply)
    text, entities = parse(message["text"])
    ours = {safe_link(span.href) for line in reply.lines for span in line if isinstance(span, Span)}
    assert _foreign(entities, ours) == []
    _assert_within_limits(message["text"], text, entities)


def test_reply() -> None:
    """A reply shows its styles, links and times, and its buttons as they were laid out."""
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    line = (Span("최신 & 새", Style.BOLD), Span(" "), Span("<제목>", href=LINK), Span(" · "), Moment(at))
    message = reply_message(Reply((line, (Span("/help", Style.CODE),)), ((Button("도움말", "/help"),),)))
    assert message["text"] == (
        f'<b>최신 &amp; 새</b> <a href="{LINK}">&lt;제목&gt;</a> · '
        f'<tg-time unix="{int(at.timestamp())}" format="R">2026-11-21 09:30 UTC</tg-time>\n<code>/help</code>'
    )
    assert message["reply_markup"] == {"inline_keyboard": [[{"text": "도움말", "callback_data": "/help"}]]}


@pytest.mark.parametrize("zone", ["UTC", "Asia/Singapore"])
def test_midnight(zone: str) -> None:
    """A point in time keeps its hour though it is midnight somewhere; where only the day is known, that is shown."""
    at = datetime(2026, 11, 28, tzinfo=UTC).astimezone(ZoneInfo(zone))
    reply = Reply(((Moment(at),), (Moment(at, is_day=True),)))
    first, second = reply_message(reply)["text"].split("\n")
    assert first == f'<tg-time unix="{int(at.timestamp())}" format="R">{at:%Y-%m-%d %H:%M %Z}</tg-time>'
    assert second == "2026-11-28"
    assert text_of(reply) == f"{at:%Y-%m-%d %H:%M %Z}\n2026-11-28"


def test_long_press() -> None:
    """A button whose question is longer than 64 bytes is left out; the reply goes out without it."""
    fits, exceeds = Button("예", "/latest " + "가" * 18), Button("아니오", "/latest " + "가" * 19)
    keyboard = reply_message(Reply(((Span("?"),),), ((fits, exceeds), (exceeds,))))["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in keyboard] == [["예"]]
    assert "reply_markup" not in reply_message(Reply(((Span("?"),),), ((exceeds,),)))


def test_long_reply() -> None:
    """Lines that do not fit are left out whole, and an ellipsis says so."""
    text, _ = parse(reply_message(Reply(((Span("가나다라 " * 20, href=LINK),),) * 60))["text"])
    lines = text.split("\n")
    assert lines[-1] == "…"
    assert set(lines[:-1]) == {("가나다라 " * 20)}


def _foreign(entities: list[Entity], ours: set[str]) -> list[Entity]:
    """Return the links that are neither ours nor an address that stands there to be read."""
    linked = (entity for entity in entities if entity.kind == "TextUrl")
    bare = {link.rstrip("/") for link in ours}  # TDLib gives an address without a path its slash
    return [entity for entity in linked if entity.url.rstrip("/") not in bare | {safe_link(entity.words).rstrip("/")}]


def _assert_within_limits(html: str, text: str, entities: list[Entity]) -> None:
    assert units(text) <= 4096
    assert len(html.encode()) <= 32_768
    assert len(entities) <= 100
